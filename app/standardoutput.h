// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/outputwriter.h"

#include <QString>

namespace Holdfast {

//! \brief The program's stdout and stderr. Printing never blocks on the reader, be it a full pipe
//! or a terminal that is paused. Thread-safe.
class StandardOutput
{
public:
    //! Throws std::system_error when there is no thread to be had.
    StandardOutput();
    //! Waits for a moment until the rest is written.
    ~StandardOutput();
    Q_DISABLE_COPY_MOVE(StandardOutput)

    //! Prints a line to stdout.
    void print(const QString &line);
    //! Prints a line to stderr: "holdfast: ...".
    void complain(const QString &line);

    //! Waits until all is written, but not for long: to be called when the program ends without
    //! unwinding.
    void flush() const;

    //! Returns the writer for the log.
    OutputWriter &errors() { return m_errors; }

private:
    OutputWriter m_output;
    OutputWriter m_errors;
};

} // namespace Holdfast
