// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

//! \brief A pipe whose ends a test can close, read and write.
class Pipe
{
public:
    Pipe()
    {
        if (::pipe2(m_ends, O_CLOEXEC) != 0)
            qFatal("The pipe could not be created.");
    }
    ~Pipe()
    {
        closeReader();
        ::close(m_ends[1]);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    int writer() const { return m_ends[1]; }

    void closeReader()
    {
        if (m_ends[0] >= 0)
            ::close(m_ends[0]);
        m_ends[0] = -1;
    }

    //! Writes dots until the pipe is full.
    void fill() const
    {
        const int flags = ::fcntl(m_ends[1], F_GETFL);
        ::fcntl(m_ends[1], F_SETFL, flags | O_NONBLOCK);
        const QByteArray dots(4096, '.');
        for (int size = 4096; size > 0; size /= 2) {
            while (::write(m_ends[1], dots.constData(), std::size_t(size)) > 0) { }
        }
        ::fcntl(m_ends[1], F_SETFL, flags);
    }

    //! Waits for data, and returns it.
    QByteArray read() const
    {
        QByteArray text(1 << 16, 0);
        const ssize_t size = ::read(m_ends[0], text.data(), std::size_t(text.size()));
        return text.left(qMax<ssize_t>(0, size));
    }

    //! Returns the data without waiting; empty when there is none.
    QByteArray readWhatIsThere() const
    {
        pollfd ready {m_ends[0], POLLIN, 0};
        return ::poll(&ready, 1, 0) == 1 ? read() : QByteArray();
    }

    //! Reads until \a end has come.
    QByteArray readUntil(const QByteArray &end) const
    {
        QByteArray text;
        while (!text.endsWith(end)) {
            const QByteArray more = read();
            if (more.isEmpty())
                break;
            text += more;
        }
        return text;
    }

private:
    int m_ends[2];
};
