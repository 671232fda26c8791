// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace Holdfast {

//! \brief The run of the program before this one, when it was broken off: it was killed, has crashed, or the power failed.
struct BrokenOffRun
{
    //! \brief An operation that had the global lock then.
    struct Work
    {
        QString operation; //!< "stage.move_relative"
        Principal who;     //!< the owner of the lock
        QDateTime since;   //!< UTC

        friend bool operator==(const Work &, const Work &) = default;
    };

    QDateTime lastSign; //!< UTC; the run ended then, or up to a minute later
    QList<Work> work;   //!< without operations that had the lock for less than a second

    friend bool operator==(const BrokenOffRun &, const BrokenOffRun &) = default;
};

} // namespace Holdfast
