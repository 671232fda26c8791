// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <stdexcept>

namespace Holdfast {

//! \brief An error in a configuration: where it is, what is wrong, and what would be right.
class ConfigurationError : public std::runtime_error
{
public:
    //! \a inKey is written as in "things.stage.kwargs.step_rate"; empty for the file as a whole.
    ConfigurationError(const QString &inKey, const QString &whatIsWrong,
                       const QString &whatIsRight = {});

    QString file;
    int line = 0;   //!< of a syntax error, from 1; otherwise 0
    int column = 0; //!< in bytes, from 1
    QString key;
    QString message; //!< a sentence
    QString allowed; //!< what is allowed there, as a phrase; empty when the message says it

    //! Returns all of it in one line: "FILE:LINE:COLUMN: KEY: MESSAGE Allowed: ALLOWED."
    QString toString() const;
};

} // namespace Holdfast
