// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockviewtext.h"

#include "app/holdfastctl/jsonread.h"
#include "core/lock/locktext.h"

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

using std::chrono::milliseconds;

QString row(const char *name, const QString &text)
{
    return QStringLiteral("  %1 %2").arg(QLatin1String(name), -9).arg(text);
}

QString nameOf(const LockView &view)
{
    return view.name.isEmpty() ? QStringLiteral("global lock") : view.name;
}

QString headline(const LockView &view)
{
    if (!view.enabled)
        return nameOf(view) + QStringLiteral(": switched off in the server's configuration");
    if (!view.owner)
        return nameOf(view) + QStringLiteral(": free");
    return nameOf(view) + QStringLiteral(": held by %1").arg(view.owner->label)
           + (view.owner->stuck ? QStringLiteral(", STUCK") : QString());
}

QString operationOf(const LockView::Owner &owner, milliseconds age)
{
    if (owner.operation.isEmpty())
        return owner.lease ? QStringLiteral("nothing at the moment (a lease)") : QString();
    QStringList parts {owner.operation};
    if (owner.progress)
        parts.append(QStringLiteral("%1 %").arg(qRound(*owner.progress)));
    if (owner.operationTime)
        parts.append(QStringLiteral("running for %1").arg(toText(*owner.operationTime + age)));
    return parts.join(QStringLiteral(", "));
}

QString holdOf(const LockView &view, milliseconds age)
{
    QString text = QStringLiteral("%1 (%2), generation %3")
                       .arg(view.owner->since, toText(view.owner->held + age))
                       .arg(view.generation);
    if (!view.owner->lockClass.isEmpty())
        text += QStringLiteral(", class %1").arg(view.owner->lockClass);
    if (view.owner->depth > 1)
        text += QStringLiteral(", depth %1").arg(view.owner->depth);
    return text;
}

QString leaseOf(const LockView::Lease &lease, milliseconds age)
{
    QString text = lease.suspended ? QStringLiteral("suspended") : QStringLiteral("active");
    if (!lease.note.isEmpty())
        text += QStringLiteral(", \"%1\"").arg(lease.note);
    if (lease.expiresIn)
        text += QStringLiteral(", ends in %1 unless it is used")
                    .arg(toText(std::max(milliseconds {0}, *lease.expiresIn - age)));
    return text;
}

QString modeOf(const LockView &view)
{
    QString text = view.isLocalOnly() ? QStringLiteral("local only, remote clients are refused")
                                      : QStringLiteral("STOPPED, everybody is refused");
    if (!view.modeBy.isEmpty())
        text += QStringLiteral("; by %1").arg(view.modeBy);
    if (!view.modeSince.isEmpty())
        text += QStringLiteral(" since %1").arg(view.modeSince);
    if (!view.modeReason.isEmpty())
        text += QStringLiteral(": \"%1\"").arg(view.modeReason);
    return text;
}

QString waiterLine(const LockView::Waiter &waiter, milliseconds age)
{
    QString text = QStringLiteral("%1. %2").arg(waiter.position).arg(waiter.label);
    if (!waiter.lockClass.isEmpty())
        text += QStringLiteral(" (%1)").arg(waiter.lockClass);
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

void addOwner(QStringList &lines, const LockView &view, milliseconds age)
{
    const LockView::Owner &owner = *view.owner;
    if (const QString operation = operationOf(owner, age); !operation.isEmpty())
        lines.append(row("for", operation));
    lines.append(row("since", holdOf(view, age)));
    if (owner.lease)
        lines.append(row("lease", leaseOf(*owner.lease, age)));
    for (const LockView::Request &ask : owner.asks)
        lines.append(row("asked by", requestPhrase(ask)));
    if (owner.breaking)
        lines.append(row("broken by", requestPhrase(*owner.breaking)));
    if (!owner.warning.isEmpty())
        lines.append(row("warning", owner.warning));
}

} // namespace

QStringList linesFor(const LockView &view, milliseconds age)
{
    QStringList lines {headline(view)};
    if (view.owner)
        addOwner(lines, view, age);
    if (view.isRefusing())
        lines.append(row("mode", modeOf(view)));
    for (qsizetype i = 0; i < view.queue.size(); ++i)
        lines.append(row(i == 0 ? "waiting" : "", waiterLine(view.queue[i], age)));
    for (const LockView::Lease &lease : view.leases) {
        if (!view.owner || !view.owner->lease || view.owner->lease->id != lease.id)
            lines.append(row("lease of", lease.label + QStringLiteral(": ") + leaseOf(lease, age)));
    }
    for (const LockView &device : view.devices)
        lines += linesFor(device, age);
    return lines;
}

QString ownerPhrase(const LockView::Owner &owner)
{
    QString text = owner.label;
    if (!owner.operation.isEmpty())
        text += QStringLiteral(" for %1").arg(owner.operation);
    if (!owner.since.isEmpty())
        text += QStringLiteral(" since %1").arg(owner.since);
    return text + QStringLiteral(" (%1)").arg(toText(owner.held));
}

QString refusalLine(const Json &refusal)
{
    QString text = JsonRead::time(refusal, "at");
    if (!text.isEmpty())
        text += u' ';
    text += JsonRead::text(refusal, "label");
    if (const QString operation = JsonRead::text(refusal, "operation"); !operation.isEmpty())
        text += QStringLiteral(" for %1").arg(operation);
    text += QStringLiteral(": ") + JsonRead::text(refusal, "reason").replace(u'_', u' ');
    if (const Json &waited = JsonRead::member(refusal, "waited"); waited.is_number())
        text += QStringLiteral(", after %1")
                    .arg(toText(milliseconds {qRound64(waited.get<double>() * 1000)}));
    return text;
}

QString refusalRow(const QString &line, bool isFirst)
{
    return row(isFirst ? "refused" : "", line);
}

QString requestPhrase(const LockView::Request &request)
{
    QString text = request.by;
    if (!request.at.isEmpty())
        text += QStringLiteral(" at %1").arg(request.at);
    return text + QStringLiteral(": \"%1\"").arg(request.reason);
}

} // namespace Holdfast::Ctl
