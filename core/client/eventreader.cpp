// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/eventreader.h"

#include <QList>

#include <utility>

namespace Holdfast {

namespace {

std::optional<ServerEvent> eventFrom(const QByteArray &block)
{
    ServerEvent event;
    bool hasData = false;
    for (QByteArray line : block.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        const qsizetype colon = line.indexOf(':');
        const QByteArray field = line.first(colon < 0 ? line.size() : colon);
        QByteArray value = colon < 0 ? QByteArray() : line.mid(colon + 1);
        if (value.startsWith(' '))
            value.remove(0, 1);
        if (field == "event")
            event.name = value;
        if (field != "data")
            continue;
        event.data += (hasData ? "\n" : "") + value;
        hasData = true;
    }
    return hasData ? std::optional(event) : std::nullopt;
}

} // namespace

std::optional<ServerEvent> EventReader::next()
{
    for (;;) {
        const qsizetype plain = m_text.indexOf("\n\n");
        const qsizetype other = m_text.indexOf("\n\r\n");
        const bool isPlain = plain >= 0 && (other < 0 || plain < other);
        const qsizetype end = isPlain ? plain : other;
        if (end < 0)
            return {};
        const QByteArray block = m_text.first(end);
        m_text.remove(0, end + (isPlain ? 2 : 3));
        if (auto event = eventFrom(block))
            return event;
    }
}

} // namespace Holdfast
