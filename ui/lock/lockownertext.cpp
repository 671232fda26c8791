// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/lockownertext.h"

#include "ui/base/text/format.h"

#include <QCoreApplication>
#include <QStringList>

namespace Holdfast::LockOwnerText {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::LockOwnerText", text);
}

QString withReason(const QString &sentence, const QString &reason)
{
    return reason.isEmpty() ? sentence + u'.' : QStringLiteral("%1: %2").arg(sentence, reason);
}

QString modeText(const LockModeRecord &mode)
{
    const QString sentence = mode.mode == LockMode::Stopped ? tr("Stopped by %1 since %2")
                                                            : tr("Local only by %1 since %2");
    return withReason(sentence.arg(mode.by.toString(), Format::time(mode.since)), mode.reason);
}

} // namespace

QString headline(const LockStatus &status)
{
    if (status.owner)
        return status.owner->principal.toString();
    return status.mode.mode == LockMode::Stopped ? tr("Stopped") : tr("Free");
}

QString remark(const LockStatus &status)
{
    if (status.mode.mode == LockMode::Stopped)
        return modeText(status.mode);
    if (!status.owner)
        return status.mode.mode == LockMode::LocalOnly ? modeText(status.mode)
                                                       : tr("The global lock is free.");
    return tr("holds the global lock (%1)").arg(Format::kind(status.owner->principal.kind));
}

QString lease(const LeaseStatus &lease, std::chrono::milliseconds age)
{
    QStringList parts;
    if (!lease.note.isEmpty())
        parts << lease.note;
    if (!lease.ttl)
        parts << tr("until it is given back");
    else if (lease.remaining)
        parts << tr("ends in %1 if unused").arg(Format::duration(*lease.remaining - age));
    else
        parts << tr("%1 after its last use").arg(Format::duration(*lease.ttl));
    if (lease.operation.isEmpty())
        parts << tr("unused for %1").arg(Format::duration(lease.idle + age));
    return parts.join(QStringLiteral("; "));
}

QString asks(const QList<LockAsk> &asks)
{
    QStringList lines;
    for (const LockAsk &ask : asks)
        lines.prepend(
            tr("%1 at %2: %3").arg(ask.by.toString(), Format::time(ask.when), ask.reason));
    return lines.join(u'\n');
}

QString trouble(const LockOwner &owner, std::chrono::milliseconds age)
{
    QStringList sentences;
    if (owner.stuck && owner.breaking)
        sentences << tr("Stuck: %1 has been told to end, but has been running for %2.")
                         .arg(owner.operation, Format::duration(owner.operationFor + age));
    else if (owner.stuck)
        sentences << tr("Stuck for %1: the thread that worked for %2 has ended without releasing "
                        "the lock. Break the hold to free the lock.")
                         .arg(Format::duration(owner.operationFor + age), owner.operation);
    if (owner.breaking)
        sentences << withReason(
            tr("Broken by %1 at %2")
                .arg(owner.breaking->by.toString(), Format::time(owner.breaking->when)),
            owner.breaking->reason);
    if (owner.warning)
        sentences << *owner.warning;
    return sentences.join(u' ');
}

} // namespace Holdfast::LockOwnerText
