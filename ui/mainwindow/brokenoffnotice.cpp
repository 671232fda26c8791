// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/brokenoffnotice.h"

#include "core/journal/brokenoffrun.h"
#include "ui/base/text/format.h"
#include "ui/base/text/literal.h"

#include <QPushButton>

#include <utility>

namespace Holdfast {

BrokenOffNotice::BrokenOffNotice(QWidget *parent)
    : NoticeBar(QStringLiteral("brokenOffNotice"), QStringLiteral("brokenOffText"), parent)
{
    setAccessibleName(tr("The last run was broken off"));
    const QPushButton *done =
        addButton(QStringLiteral("brokenOffDoneButton"), tr("Understood"), tr("Hides this"));
    connect(done, &QPushButton::clicked, this, [this] { say({}); });
}

void BrokenOffNotice::tell(const BrokenOffRun &run)
{
    if (std::exchange(m_isTold, true))
        return;
    QStringList parts {tr("The last run of Holdfast was broken off after %1: it was killed, has "
                          "crashed, or the power failed.")
                           .arg(Format::time(run.lastSign))};
    for (const BrokenOffRun::Work &work : run.work)
        parts << tr("%1 was running for %2 since %3.")
                     .arg(literal(work.operation), literal(work.who.name),
                          Format::time(work.since));
    parts << (run.work.isEmpty() ? tr("Nothing was using the instrument for longer than a moment.")
                                 : tr("Look at the instrument before you go on."));
    say(parts.join(u' '));
}

} // namespace Holdfast
