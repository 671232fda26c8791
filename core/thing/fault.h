// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>

namespace Holdfast {

//! \brief What is wrong with a Thing's device until it is over: unplugged, gives no answer, too hot.
//!
//! Other than an error, which is the end of one operation, a fault goes on whatever anybody asks for.
struct Fault
{
    QString what;       //!< a sentence: "The motor board does not answer."
    QString remedy {};  //!< a sentence: what whoever reads it can do; may be empty
    QString details {}; //!< for who repairs it; may be empty
    QDateTime since {}; //!< UTC; of the first report

    //! Whether it is the same, whenever it began.
    bool says(const Fault &other) const
    {
        return what == other.what && remedy == other.remedy && details == other.details;
    }
};

} // namespace Holdfast
