// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/seriallog.h"

#include "core/base/outputwriter.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds flushPatience {1};

} // namespace

QByteArray SerialLog::escaped(const QByteArray &bytes)
{
    QByteArray text;
    for (const char c : bytes) {
        switch (c) {
        case '\n':
            text += "\\n";
            break;
        case '\r':
            text += "\\r";
            break;
        case '\t':
            text += "\\t";
            break;
        case '\\':
            text += "\\\\";
            break;
        default:
            if (c >= ' ' && c <= '~')
                text += c;
            else
                text += "\\x" + QByteArray(1, c).toHex();
        }
    }
    return text;
}

SerialLog::SerialLog(const QString &file, const Ended &ended)
{
    if (file.isEmpty())
        return;
    m_descriptor = ::open(QFile::encodeName(file).constData(),
                          O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0640);
    if (m_descriptor < 0) {
        m_error = QString::fromStdString(std::generic_category().message(errno));
        return;
    }
    struct stat status = {};
    if (::fstat(m_descriptor, &status) == 0)
        m_written = status.st_size;
    OutputWriter::Options options;
    options.endsWhenFailed = true;
    options.failed = [this, ended](int error) {
        m_hasEnded = true;
        keepWholeLines();
        if (ended)
            ended(QString::fromStdString(std::generic_category().message(error)));
    };
    m_writer = std::make_unique<OutputWriter>(m_descriptor, options);
}

SerialLog::~SerialLog()
{
    if (!m_writer)
        return;
    // A writer that hangs still uses the descriptor.
    if (!m_writer->flush(QDeadlineTimer(flushPatience)))
        return;
    m_writer.reset();
    ::close(m_descriptor);
}

// A part of a line, which a full disk leaves, would make the whole file unreadable for the simulator.
void SerialLog::keepWholeLines() const
{
    QByteArray end(64 * 1024, '\0');
    const off_t size = ::lseek(m_descriptor, 0, SEEK_END);
    const off_t begin = std::max<off_t>(0, size - end.size());
    const ssize_t count =
        size < 0 ? -1 : ::pread(m_descriptor, end.data(), std::size_t(end.size()), begin);
    const qsizetype last = count > 0 ? end.left(count).lastIndexOf('\n') : -1;
    if (last >= 0 && ::ftruncate(m_descriptor, begin + last + 1) != 0)
        return; // it is no regular file
}

void SerialLog::add(char sign, const QByteArray &bytes)
{
    if (!m_writer || m_hasEnded || m_written > mostBytes)
        return;
    const auto now =
        std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch());
    const QByteArray line =
        QByteArray::number(now.count(), 'f', 6) + ' ' + sign + ' ' + escaped(bytes) + '\n';
    m_written += line.size();
    m_writer->write(m_written > mostBytes ? QByteArray("0 = The log ends here: it is full.\n")
                                          : line);
}

} // namespace Holdfast
