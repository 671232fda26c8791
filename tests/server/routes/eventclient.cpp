// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/routes/eventclient.h"

namespace Holdfast {

EventClient::EventClient(const RouteBench &bench, const QByteArray &path, const QByteArray &more)
    : m_http(bench)
{
    m_http.setHeaders("Accept: text/event-stream\r\n" + more);
    m_http.begin("GET", path);
    const QByteArray headEnd("\r\n\r\n");
    if (!readUntil(headEnd))
        return;
    head = m_text.first(m_text.indexOf(headEnd));
    m_text.remove(0, head.size() + headEnd.size());
}

bool EventClient::readUntil(const QByteArray &mark)
{
    while (!m_text.contains(mark)) {
        const QByteArray bytes = m_http.raw().read(1);
        if (bytes.isEmpty())
            return false;
        m_text += bytes;
    }
    return true;
}

QByteArray EventClient::next(const QByteArray &field)
{
    m_fields.clear();
    if (!readUntil("\n\n"))
        return {};
    const QByteArray event = m_text.first(m_text.indexOf("\n\n"));
    m_text.remove(0, event.size() + 2);
    for (const QByteArray &line : event.split('\n'))
        m_fields[line.first(line.indexOf(':'))] = line.mid(line.indexOf(':') + 1).trimmed();
    return m_fields.value(field);
}

bool EventClient::nextNamed(const QByteArray &name)
{
    do {
        next();
    } while (!m_fields.isEmpty() && (!m_fields.contains("data") || field("event") != name));
    return !m_fields.isEmpty();
}

Json EventClient::json() const
{
    const QByteArray data = field("data");
    const Json parsed = Json::parse(data.cbegin(), data.cend(), nullptr, false);
    return parsed.is_discarded() ? Json() : parsed;
}

} // namespace Holdfast
