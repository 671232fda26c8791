// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/leftoutnotice.h"

#include <QPushButton>

namespace Holdfast {

LeftOutNotice::LeftOutNotice(QWidget *parent)
    : NoticeBar(QStringLiteral("leftOutNotice"), QStringLiteral("leftOutText"), parent)
{
    setAccessibleName(tr("Things that are missing"));
    const QPushButton *done =
        addButton(QStringLiteral("leftOutDoneButton"), tr("Understood"), tr("Hides this"));
    connect(done, &QPushButton::clicked, this, [this] { say({}); });
}

void LeftOutNotice::name(const QStringList &things)
{
    say(things.isEmpty()
            ? QString()
            : tr("The configuration names Things that are missing here: %1. The log says why.")
                  .arg(things.join(QStringLiteral(", "))));
}

} // namespace Holdfast
