// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/notifysocket.h"

#include <QFile>

#include <algorithm>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

NotifySocket::NotifySocket()
    : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    const QString path = m_folder.filePath(QStringLiteral("notify"));
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (name.size() >= static_cast<qsizetype>(sizeof(address.sun_path)))
        return;
    std::copy(name.cbegin(), name.cend(), address.sun_path);
    if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        return;
    m_path = path;
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &NotifySocket::read);
}

NotifySocket::~NotifySocket()
{
    m_notifier.reset();
    ::close(m_socket);
}

QString NotifySocket::first(const QString &begin) const
{
    const auto found = std::find_if(m_told.cbegin(), m_told.cend(), [&begin](const QString &line) {
        return line.startsWith(begin);
    });
    return found == m_told.cend() ? QString() : *found;
}

void NotifySocket::read()
{
    QByteArray message(64 * 1024, Qt::Uninitialized);
    for (;;) {
        const ssize_t size = ::recv(m_socket, message.data(), size_t(message.size()), 0);
        if (size < 0)
            return;
        m_told << QString::fromUtf8(message.constData(), size).split(u'\n', Qt::SkipEmptyParts);
    }
}
