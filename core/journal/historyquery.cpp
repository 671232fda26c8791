// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/historyquery.h"

namespace Holdfast {

QString toWord(JournalState::State state)
{
    switch (state) {
    case JournalState::State::Writing:
        return QStringLiteral("writing");
    case JournalState::State::Paused:
        return QStringLiteral("paused");
    case JournalState::State::Off:
        return QStringLiteral("off");
    }
    return {};
}

QString HistoryCursor::toText() const
{
    return QStringLiteral("%1-%2").arg(at).arg(id);
}

std::optional<HistoryCursor> HistoryCursor::fromText(const QString &text)
{
    const QStringList parts = text.split(u'-');
    if (parts.size() != 2)
        return {};
    bool isTime = false;
    bool isId = false;
    const HistoryCursor cursor {parts[0].toLongLong(&isTime), parts[1].toLongLong(&isId)};
    if (!isTime || !isId || cursor.toText() != text)
        return {};
    return cursor;
}

} // namespace Holdfast
