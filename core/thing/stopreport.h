// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <algorithm>

namespace Holdfast {

//! \brief The outcome of an emergency stop.
struct StopReport
{
    enum class Outcome {
        Stopped, //!< its emergencyStop() has returned
        Late,    //!< it has not returned yet
        Failed,  //!< it threw an exception
    };

    struct Entry
    {
        QString thing;
        Outcome outcome = Outcome::Stopped;
        QString message; //!< the exception's message
    };

    Principal by {};
    QDateTime at {};      //!< UTC
    int cancelled = 0;    //!< how many invocations were asked to end
    bool latched = false; //!< the lock serves no holder until the stop is cleared
    QList<Entry> things {};

    bool isComplete() const
    {
        return std::all_of(things.begin(), things.end(),
                           [](const Entry &e) { return e.outcome == Outcome::Stopped; });
    }
};

//! Returns the word on the wire: "stopped", "late" or "failed".
QString toWord(StopReport::Outcome outcome);

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::StopReport)
