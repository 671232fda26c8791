// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>

namespace Holdfast {

//! \brief A fault of a Thing's device: unplugged, no answer, too hot.
//!
//! Unlike an error, which is the end of one operation, a fault lasts, regardless of the operations.
struct Fault
{
    QString what;       //!< a sentence: "The motor board does not answer."
    QString remedy {};  //!< a sentence on what the reader can do; may be empty
    QString details {}; //!< for the person who repairs it; may be empty
    QDateTime since {}; //!< UTC; of the first report

    //! Returns whether it is the same fault, whenever it began.
    bool says(const Fault &other) const
    {
        return what == other.what && remedy == other.remedy && details == other.details;
    }
};

} // namespace Holdfast
