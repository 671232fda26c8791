// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/lockviewtext.h"

#include "core/base/printable.h"
#include "core/lock/locktext.h"

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

using std::chrono::milliseconds;

QString row(const char *name, const QString &text)
{
    return QStringLiteral("  %1 %2").arg(QLatin1String(name), -9).arg(text);
}

QString headline(const LockStatus &lock, bool isEnabled)
{
    const QString name = lock.name.isEmpty() ? QStringLiteral("global lock") : lock.name;
    if (!isEnabled)
        return name + QStringLiteral(": switched off in the server's configuration");
    if (!lock.owner)
        return name + QStringLiteral(": free");
    return name + QStringLiteral(": held by %1").arg(lock.owner->principal.toString())
           + (lock.owner->stuck ? QStringLiteral(", STUCK") : QString());
}

QString operationOf(const LockOwner &owner, milliseconds age)
{
    if (owner.operation.isEmpty())
        return owner.lease ? QStringLiteral("nothing at the moment (a lease)") : QString();
    QStringList parts {owner.operation};
    if (owner.progress)
        parts << QStringLiteral("%1 %").arg(qRound(*owner.progress));
    parts << QStringLiteral("running for %1").arg(toText(owner.operationFor + age));
    return parts.join(QStringLiteral(", "));
}

QString holdOf(const LockStatus &lock, milliseconds age)
{
    QString text = QStringLiteral("%1 (%2), generation %3, class %4")
                       .arg(timeText(lock.owner->since), toText(lock.owner->held + age))
                       .arg(lock.generation)
                       .arg(toWord(lock.owner->lockClass));
    if (lock.owner->depth > 1)
        text += QStringLiteral(", depth %1").arg(lock.owner->depth);
    return text;
}

QString leaseOf(const LeaseStatus &lease, milliseconds age)
{
    QString text = toWord(lease.state);
    if (!lease.note.isEmpty())
        text += QStringLiteral(", \"%1\"").arg(lease.note);
    if (lease.remaining)
        text += QStringLiteral(", ends in %1 unless it is used")
                    .arg(toText(std::max(milliseconds {0}, *lease.remaining - age)));
    return text;
}

QString modeOf(const LockModeRecord &mode)
{
    QString text = mode.mode == LockMode::LocalOnly
                       ? QStringLiteral("local only, remote clients are refused")
                       : QStringLiteral("STOPPED, all requests are refused");
    if (!mode.by.name.isEmpty())
        text += QStringLiteral("; by %1").arg(mode.by.toString());
    if (mode.since.isValid())
        text += QStringLiteral(" since %1").arg(timeText(mode.since));
    if (!mode.reason.isEmpty())
        text += QStringLiteral(": \"%1\"").arg(mode.reason);
    return text;
}

QString waiterLine(const LockWaiter &waiter, milliseconds age)
{
    QString text = QStringLiteral("%1. %2").arg(waiter.position).arg(waiter.principal.toString());
    if (waiter.lockClass == LockClass::Operator)
        text += QStringLiteral(" (%1)").arg(toWord(waiter.lockClass));
    if (!waiter.operation.isEmpty())
        text += QStringLiteral(" for %1").arg(waiter.operation);
    text += QStringLiteral(", waiting for %1").arg(toText(waiter.waited + age));
    if (waiter.remaining)
        text += QStringLiteral(", at most %1 more")
                    .arg(toText(std::max(milliseconds {0}, *waiter.remaining - age)));
    if (waiter.takes)
        text += QStringLiteral(", takes it at the next safe point");
    return text;
}

QString wish(const Principal &by, const QDateTime &when, const QString &reason)
{
    const QString at = when.isValid() ? QStringLiteral(" at %1").arg(timeText(when)) : QString();
    return by.toString() + at + QStringLiteral(": \"%1\"").arg(reason);
}

void addOwner(QStringList &lines, const LockStatus &lock, milliseconds age)
{
    const LockOwner &owner = *lock.owner;
    if (const QString operation = operationOf(owner, age); !operation.isEmpty())
        lines << row("for", operation);
    lines << row("since", holdOf(lock, age));
    if (owner.lease)
        lines << row("lease", leaseOf(*owner.lease, age));
    for (const LockAsk &ask : owner.asks)
        lines << row("asked by", askPhrase(ask));
    if (owner.breaking)
        lines << row("broken by",
                     wish(owner.breaking->by, owner.breaking->when, owner.breaking->reason));
    if (owner.warning)
        lines << row("warning", *owner.warning);
}

QStringList linesOf(const LockStatus &lock, bool isEnabled, milliseconds age)
{
    QStringList lines {headline(lock, isEnabled)};
    if (lock.owner)
        addOwner(lines, lock, age);
    if (lock.mode.mode != LockMode::Shared)
        lines << row("mode", modeOf(lock.mode));
    for (qsizetype i = 0; i < lock.queue.size(); ++i)
        lines << row(i == 0 ? "waiting" : "", waiterLine(lock.queue[i], age));
    return lines;
}

} // namespace

QStringList linesFor(const LockOverview &overview, milliseconds age)
{
    const std::optional<LockOwner> &owner = overview.global.owner;
    QStringList lines = linesOf(overview.global, overview.isEnabled, age);
    for (const LeaseStatus &lease : overview.leases) {
        if (!owner || !owner->lease || owner->lease->id != lease.id)
            lines << row("lease of",
                         lease.principal.toString() + QStringLiteral(": ") + leaseOf(lease, age));
    }
    for (const LockStatus &device : overview.devices)
        lines += linesOf(device, true, age);
    for (QString &line : lines)
        line = printable(line);
    return lines;
}

QString askPhrase(const LockAsk &ask)
{
    return wish(ask.by, ask.when, ask.reason);
}

QString refusalLine(const HistoryEntry &refusal)
{
    QString text = timeText(refusal.at);
    if (!text.isEmpty())
        text += u' ';
    text += refusal.who.name;
    if (!refusal.operation.isEmpty())
        text += QStringLiteral(" for %1").arg(refusal.operation);
    text += QStringLiteral(": ") + toWord(refusal.how).replace(u'_', u' ');
    if (refusal.waited)
        text += QStringLiteral(", after %1")
                    .arg(toText(std::chrono::round<milliseconds>(*refusal.waited)));
    return text;
}

QString refusalRow(const QString &line, bool isFirst)
{
    return row(isFirst ? "refused" : "", line);
}

QString timeText(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    return local.toString(local.date() == QDate::currentDate()
                              ? QStringLiteral("HH:mm:ss")
                              : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace Holdfast::Ctl
