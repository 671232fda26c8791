// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/silentconnections.h"

#include "core/server/http/parse/wire.h"

#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Holdfast {

namespace {

void refuseAndClose(int descriptor, const Response &response)
{
    // An empty send buffer takes this at once.
    const QByteArray refusal = refusalToWire(response);
    (void)!::send(descriptor, refusal.constData(), size_t(refusal.size()),
                  MSG_NOSIGNAL | MSG_DONTWAIT);
    ::close(descriptor);
}

} // namespace

SilentConnections::SilentConnections(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (m_epoll >= 0) {
        m_ready = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
        connect(m_ready.get(), &QSocketNotifier::activated, this, &SilentConnections::lookAtReady);
    }
    m_late.setSingleShot(true);
    connect(&m_late, &QTimer::timeout, this, &SilentConnections::refuseLate);
}

SilentConnections::~SilentConnections()
{
    for (const Client &client : std::as_const(m_clients))
        ::close(client.descriptor);
    m_ready.reset();
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool SilentConnections::isSilent(int descriptor)
{
    char byte = 0;
    return ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0
           && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

bool SilentConnections::add(int descriptor, const std::optional<LimitHit> &why)
{
    epoll_event event {};
    event.events = EPOLLIN | EPOLLRDHUP;
    event.data.fd = descriptor;
    if (m_epoll < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        return false;
    m_clients.append({descriptor, QDeadlineTimer(m_patience), why});
    if (m_clients.size() == 1)
        watchDeadline();
    return true;
}

bool SilentConnections::refuseOldest()
{
    if (m_clients.isEmpty())
        return false;
    // Closing it also removes it from the epoll set.
    const Client client = m_clients.takeFirst();
    const Response response = noPlaceResponse(client.why);
    if (m_speaksTls)
        ::close(client.descriptor);
    else
        refuseAndClose(client.descriptor, response);
    Q_EMIT refused(response.status);
    return true;
}

void SilentConnections::refuseAll()
{
    while (refuseOldest()) { }
}

void SilentConnections::lookAtReady()
{
    std::array<epoll_event, 64> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        const int descriptor = events[size_t(i)].data.fd;
        const auto client =
            std::find_if(m_clients.cbegin(), m_clients.cend(), [descriptor](const Client &each) {
                return each.descriptor == descriptor;
            });
        // A listener of an earlier spoke() may have had this one refused.
        if (client == m_clients.cend())
            continue;
        const std::optional<LimitHit> why = client->why;
        m_clients.erase(client);
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
        Q_EMIT spoke(descriptor, why);
    }
}

void SilentConnections::refuseLate()
{
    while (!m_clients.isEmpty() && m_clients.constFirst().deadline.hasExpired())
        refuseOldest();
    watchDeadline();
}

void SilentConnections::watchDeadline()
{
    if (!m_clients.isEmpty())
        m_late.start(std::chrono::ceil<std::chrono::milliseconds>(
            m_clients.constFirst().deadline.remainingTimeAsDuration()));
}

} // namespace Holdfast
