// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/focuskeeper.h"

#include <QApplication>
#include <QDockWidget>

namespace Holdfast {

FocusKeeper::FocusKeeper(QWidget *window, QWidget *harmless)
    : QObject(window)
    , m_window(window)
    , m_harmless(harmless)
{
    connect(qApp, &QApplication::focusChanged, this,
            [this](const QWidget *, QWidget *now) { follow(now); });
}

QWidget *FocusKeeper::harmlessIn(QWidget *window) const
{
    if (window == m_window)
        return m_harmless;
    const auto *dock = qobject_cast<const QDockWidget *>(window);
    return dock && dock->parentWidget() == m_window ? dock->widget() : nullptr;
}

void FocusKeeper::follow(QWidget *now)
{
    QWidget *harmless = now ? harmlessIn(now->window()) : nullptr;
    if (!harmless)
        return;
    const auto found = m_last.constFind(now->window());
    const bool isHandedOn =
        found != m_last.constEnd() && (!*found || !(*found)->isVisible() || !(*found)->isEnabled());
    m_last[now->window()] = now;
    if (isHandedOn && now != harmless && now != harmless->focusProxy())
        harmless->setFocus(Qt::OtherFocusReason);
}

} // namespace Holdfast
