// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreaminvocations.h"

#include "core/wire/jsonread.h"

#include <chrono>

namespace Holdfast {

namespace {

// LabThings lists them for five minutes after their end, unless told otherwise.
constexpr std::chrono::minutes s_remembered {60};

} // namespace

QString upstreamPathOf(const Json &invocation, const QUrl &origin)
{
    const Json &links = JsonRead::member(invocation, "links");
    if (links.is_array()) {
        for (const Json &link : links) {
            if (JsonRead::text(link, "rel") == QLatin1String("self"))
                return origin.resolved(QUrl(JsonRead::text(link, "href"))).path();
        }
    }
    return origin.resolved(QUrl(JsonRead::text(invocation, "href"))).path();
}

UpstreamInvocations::Beginning::Beginning(UpstreamInvocations &invocations)
    : m_invocations(invocations)
{
    const std::lock_guard lock(m_invocations.m_mutex);
    ++m_invocations.m_beginning;
    ++m_invocations.m_count;
}

UpstreamInvocations::Beginning::~Beginning()
{
    const std::lock_guard lock(m_invocations.m_mutex);
    --m_invocations.m_beginning;
}

void UpstreamInvocations::add(const QString &thing, const QString &id, const QString &path)
{
    const std::lock_guard lock(m_mutex);
    m_running.insert(id, {thing, path});
}

void UpstreamInvocations::remove(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    m_running.remove(id);
    m_ended.removeIf([](const auto &ended) { return ended.value().hasExpired(); });
    m_ended.insert(id, QDeadlineTimer(s_remembered));
}

void UpstreamInvocations::abandon(const QString &id)
{
    {
        const std::lock_guard lock(m_mutex);
        m_abandoned << m_running.value(id).path;
    }
    remove(id);
}

QStringList UpstreamInvocations::running(const QString &thing) const
{
    const std::lock_guard lock(m_mutex);
    QStringList paths;
    for (const Running &each : m_running) {
        if (each.thing == thing)
            paths << each.path;
    }
    return paths;
}

QStringList UpstreamInvocations::takeAbandoned()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_abandoned, {});
}

bool UpstreamInvocations::isOurs(const QString &id) const
{
    const std::lock_guard lock(m_mutex);
    return m_running.contains(id) || m_ended.contains(id);
}

bool UpstreamInvocations::hasBegun(quint64 count) const
{
    const std::lock_guard lock(m_mutex);
    return m_beginning > 0 || m_count != count;
}

quint64 UpstreamInvocations::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

} // namespace Holdfast
