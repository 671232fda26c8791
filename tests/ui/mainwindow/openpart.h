// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lock/lockflyout.h"
#include "ui/mainwindow/docklayout.h"

#include <QDockWidget>

//! Opens the part of the window in which \a widget is, as the operator would: its dock, or the lock panel.
inline void openPart(QWidget *widget)
{
    for (QWidget *part = widget; part; part = part->parentWidget()) {
        if (auto *dock = qobject_cast<QDockWidget *>(part))
            Holdfast::DockLayout::bringUp(dock);
        else if (auto *flyout = qobject_cast<Holdfast::LockFlyout *>(part))
            flyout->setOpen(true);
    }
}
