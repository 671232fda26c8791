// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/history/historyquery.h"

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
    return QStringLiteral("%1-%2-%3").arg(segment).arg(at).arg(id);
}

std::optional<HistoryCursor> HistoryCursor::fromText(const QString &text)
{
    const QStringList parts = text.split(u'-');
    if (parts.size() != 3)
        return {};
    HistoryCursor cursor;
    bool isNumber[3] = {};
    cursor.segment = parts[0].toLongLong(&isNumber[0]);
    cursor.at = parts[1].toLongLong(&isNumber[1]);
    cursor.id = parts[2].toLongLong(&isNumber[2]);
    if (!isNumber[0] || !isNumber[1] || !isNumber[2] || cursor.toText() != text)
        return {};
    return cursor;
}

} // namespace Holdfast
