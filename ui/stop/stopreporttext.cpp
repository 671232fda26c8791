// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stop/stopreporttext.h"

#include "ui/base/text/format.h"
#include "ui/base/text/translated.h"

#include <QCoreApplication>
#include <QStringList>

namespace Holdfast {

namespace {

} // namespace

QString stopReportText(const StopReport &report)
{
    QStringList sentences;
    QStringList stopped;
    for (const StopReport::Entry &entry : report.things) {
        if (entry.outcome == StopReport::Outcome::Stopped) {
            stopped << entry.thing;
            continue;
        }
        const QString what =
            QStringLiteral("%1 %2").arg(entry.thing, Format::outcome(entry.outcome));
        sentences << (entry.message.isEmpty() ? what + u'.'
                                              : QStringLiteral("%1: %2").arg(what, entry.message));
    }
    if (!report.isComplete())
        sentences.prepend(tr("Not everything has stopped!"));
    if (!stopped.isEmpty())
        sentences << tr("Stopped: %1.").arg(stopped.join(QStringLiteral(", ")));
    if (report.things.isEmpty() && report.cancelled == 0)
        sentences << tr("Nothing to stop.");
    if (report.cancelled > 0)
        sentences << tr("Actions told to end: %1.").arg(report.cancelled);
    sentences << tr("By %1 at %2.").arg(report.by.toString(), Format::time(report.at));
    return sentences.join(u' ');
}

} // namespace Holdfast
