// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/outputwriter.h"

#include <QString>

namespace Holdfast {

//! \brief The program's stdout and stderr. Nobody who prints waits for whoever reads it, be it a full
//! pipe or a terminal that is paused. Thread-safe.
class StandardOutput
{
public:
    //! Throws std::system_error when there is no thread to be had.
    StandardOutput();
    //! Gives what is not written yet a moment.
    ~StandardOutput();
    Q_DISABLE_COPY_MOVE(StandardOutput)

    //! A line to stdout.
    void print(const QString &line);
    //! A line to stderr: "holdfast: ...".
    void complain(const QString &line);

    //! Waits until all is written, but not for long: to be called when the program ends without
    //! unwinding.
    void flush() const;

    //! For the log.
    OutputWriter &errors() { return m_errors; }

private:
    OutputWriter m_output;
    OutputWriter m_errors;
};

} // namespace Holdfast
