// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>

namespace Holdfast {

class OutputWriter;

//! \brief A file that records what goes over a serial line, for the person who searches for an error. The simulator in
//! tests/sangaboard can replay it.
//!
//! Each line is a time, a sign and a text: `1234.567890 > p?\n`. The time is in seconds of the system's monotonic clock. The sign is
//! `>` for bytes to the device, `<` for bytes from it, `=` for a remark. In the text `\n`, `\r`, `\t`, `\\` and `\xHH` stand for single bytes. A
//! thread of its own writes the file, so that a slow disk delays no command; the file ends with a remark after 256 MB. When it cannot
//! be written any more, because the disk is full, it ends with its last whole line, and what follows is not recorded.
class SerialLog
{
public:
    static constexpr qint64 mostBytes = 256LL * 1024 * 1024;

    //! Is called in another thread, once, with the reason why nothing is recorded any more.
    using Ended = std::function<void(const QString &why)>;

    //! Opens \a file to append to it; records nothing when that is empty. Blocks.
    explicit SerialLog(const QString &file, const Ended &ended = {});
    //! Writes the rest, and gives up after a second when the disk does not answer.
    ~SerialLog();
    Q_DISABLE_COPY_MOVE(SerialLog)

    //! Returns \a bytes as the log writes them: printable, in one line.
    static QByteArray escaped(const QByteArray &bytes);

    //! Returns why the file cannot be written; empty when it can, and when there is none.
    QString error() const { return m_error; }

    void sent(const QByteArray &bytes) { add('>', bytes); }
    void received(const QByteArray &bytes) { add('<', bytes); }
    void remark(const QString &text) { add('=', text.toUtf8()); }

private:
    void add(char sign, const QByteArray &bytes);
    void keepWholeLines() const;

    int m_descriptor = -1;
    qint64 m_written = 0;
    std::atomic<bool> m_hasEnded {false};
    QString m_error;
    std::unique_ptr<OutputWriter> m_writer;
};

} // namespace Holdfast
