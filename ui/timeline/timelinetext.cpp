// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timelinetext.h"

#include "ui/base/text/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace Holdfast::TimelineText {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::TimelineText", text);
}

QString kindOf(const HistoryEntry &entry)
{
    switch (entry.kind) {
    case HistoryKind::Hold:
        return tr("Held");
    case HistoryKind::Refusal:
        return tr("Refused");
    case HistoryKind::Left:
        return tr("Left the line");
    case HistoryKind::Break:
        return tr("Broke a hold");
    case HistoryKind::Mode:
        return tr("The lock changed its mode");
    case HistoryKind::LeaseBegun:
        return tr("Lease begun");
    case HistoryKind::LeaseEnded:
        return tr("Lease ended");
    case HistoryKind::Missing:
        return tr("Events are missing: %1").arg(entry.missing);
    case HistoryKind::RunBegun:
        return tr("Holdfast started");
    case HistoryKind::RunEnded:
        return tr("Holdfast ended");
    }
    return {};
}

QString duration(std::chrono::microseconds time)
{
    return Format::duration(std::chrono::duration_cast<std::chrono::milliseconds>(time));
}

} // namespace

QString details(const HistoryEntry &entry)
{
    QStringList lines {kindOf(entry)};
    if (!entry.who.name.isEmpty())
        lines << entry.who.toString();
    if (!entry.operation.isEmpty())
        lines << entry.operation;
    lines << QLocale().toString(entry.at.toLocalTime(), QLocale::ShortFormat);
    if (entry.held)
        lines << tr("for %1").arg(duration(*entry.held));
    if (entry.waited && entry.waited->count() > 0)
        lines << tr("after waiting for %1").arg(duration(*entry.waited));
    if (entry.how != HistoryHow::None && entry.how != HistoryHow::Released)
        lines << toWord(entry.how).replace(u'_', u' ');
    if (!entry.other.name.isEmpty())
        lines << tr("instead: %1 %2").arg(entry.other.toString(), entry.otherOperation);
    if (!entry.reason.isEmpty())
        lines << entry.reason;
    return lines.join(u'\n');
}

} // namespace Holdfast::TimelineText
