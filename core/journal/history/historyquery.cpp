// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/history/historyquery.h"

#include <QRegularExpression>

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
    // A time before 1970 is negative.
    static const QRegularExpression form(QStringLiteral("^(-?\\d+)-(-?\\d+)-(-?\\d+)$"));
    const QRegularExpressionMatch parts = form.match(text);
    if (!parts.hasMatch())
        return {};
    HistoryCursor cursor;
    bool isNumber[3] = {};
    cursor.segment = parts.captured(1).toLongLong(&isNumber[0]);
    cursor.at = parts.captured(2).toLongLong(&isNumber[1]);
    cursor.id = parts.captured(3).toLongLong(&isNumber[2]);
    if (!isNumber[0] || !isNumber[1] || !isNumber[2] || cursor.toText() != text)
        return {};
    return cursor;
}

} // namespace Holdfast
