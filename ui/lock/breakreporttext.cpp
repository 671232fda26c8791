// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/breakreporttext.h"

#include "ui/base/text/format.h"
#include "ui/base/text/translated.h"

#include <QCoreApplication>
#include <QStringList>

namespace Holdfast {

namespace {

QString unsafe(const StopReport::Entry &entry)
{
    if (entry.outcome == StopReport::Outcome::Late)
        return tr("%1 has not become safe yet!").arg(entry.thing);
    return entry.message.isEmpty()
               ? tr("%1 failed to become safe!").arg(entry.thing)
               : tr("%1 failed to become safe: %2").arg(entry.thing, entry.message);
}

QString fate(const LockBreak &broken, const LockStatus &now)
{
    const QString operation = broken.operation.isEmpty() ? tr("its work") : broken.operation;
    if (now.owner->stuck)
        return tr("%1 is stuck: it has been told to end, but %2 has been running for %3.")
            .arg(broken.victim.toString(), operation, Format::duration(now.owner->operationFor));
    return tr("%1 has been told to end, but %2 still runs.")
        .arg(broken.victim.toString(), operation);
}

} // namespace

bool isBreakUnderWay(const BreakReport &report, const LockStatus &now)
{
    return report.outcome == BreakOutcome::Asked && now.owner
           && now.generation == report.broken.generation;
}

QString breakReportText(const BreakReport &report, const LockStatus &now)
{
    QStringList sentences;
    for (const StopReport::Entry &entry : report.things) {
        if (entry.outcome != StopReport::Outcome::Stopped)
            sentences << unsafe(entry);
    }
    if (isBreakUnderWay(report, now))
        sentences << fate(report.broken, now);
    else if (report.broken.generation == 0)
        sentences << tr("The hold has ended.");
    else
        sentences << tr("The hold of %1 has ended.").arg(report.broken.victim.toString());
    return sentences.join(u' ');
}

} // namespace Holdfast
