// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stop/stopbutton.h"

namespace Holdfast {

StopButton::StopButton(QWidget *parent)
    : QPushButton(tr("STOP"), parent)
{
    setObjectName(QStringLiteral("stopButton"));
    setAccessibleName(tr("Stop everything"));
    setToolTip(tr("Stop everything at once: cancel all actions and make every Thing safe.\nThis "
                  "works without the lock. (Escape twice)"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMinimumSize(150, 48);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.6);
    setFont(large);
    // White on these reds has a contrast of 6.5 and better, in light and dark alike.
    setStyleSheet(
        QStringLiteral("QPushButton { background: #b3001b; color: white; border: 2px solid #7a0012;"
                       " border-radius: 6px; padding: 4px 24px; }"
                       "QPushButton:hover { background: #c4001e; }"
                       "QPushButton:focus { border: 3px solid white; }"
                       "QPushButton:pressed { background: #7a0012; }"));
}

} // namespace Holdfast
