// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/docklayout.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QScrollArea>
#include <QStyle>

namespace Holdfast {

namespace {

// Of the saved state; another one when a layout of before makes no sense any more.
constexpr int version = 1;

constexpr int leftWidth = 260;
constexpr int rightWidth = 280;
constexpr int bottomHeight = 225;

Qt::DockWidgetArea areaOf(DockLayout::Place place)
{
    switch (place) {
    case DockLayout::Place::Left:
        return Qt::LeftDockWidgetArea;
    case DockLayout::Place::Right:
        return Qt::RightDockWidgetArea;
    case DockLayout::Place::Bottom:
    case DockLayout::Place::BottomTabs:
        break;
    }
    return Qt::BottomDockWidgetArea;
}

} // namespace

DockLayout::DockLayout(QMainWindow *window)
    : QObject(window)
    , m_window(window)
{
    window->setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks
                           | QMainWindow::AllowNestedDocks);
    window->setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window->setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    window->setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

QDockWidget *DockLayout::add(Place place, const QString &title, const QString &objectName,
                             Icon icon, QWidget *content)
{
    auto *dock = new QDockWidget(title, m_window);
    dock->setObjectName(objectName);
    dock->setWidget(content);
    dock->setWindowIcon(toIcon(icon));
    dock->toggleViewAction()->setIcon(toIcon(icon));
    dock->toggleViewAction()->setToolTip(tr("Shows or hides: %1").arg(title));
    connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool isShown) {
        if (!isShown)
            return;
        dock->raise(); // it may be behind a tab, or behind the window
        if (dock->isFloating())
            dock->activateWindow();
    });
    m_entries.append({dock, place});
    return dock;
}

QWidget *DockLayout::scrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setObjectName(content->objectName() + QStringLiteral("Area"));
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(content);
    area->setFocusProxy(content);
    area->setMinimumWidth(content->minimumSizeHint().width()
                          + area->style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    return area;
}

QList<QDockWidget *> DockLayout::at(Place place) const
{
    QList<QDockWidget *> docks;
    for (const Entry &entry : m_entries) {
        if (entry.place == place)
            docks << entry.dock;
    }
    return docks;
}

void DockLayout::reset()
{
    for (const Entry &entry : m_entries) {
        entry.dock->setFloating(false);
        const auto area = areaOf(entry.place);
        m_window->addDockWidget(area, entry.dock,
                                area == Qt::BottomDockWidgetArea ? Qt::Horizontal : Qt::Vertical);
        entry.dock->show();
    }
    const auto tabs = at(Place::BottomTabs);
    for (qsizetype i = 1; i < tabs.size(); ++i)
        m_window->tabifyDockWidget(tabs[i - 1], tabs[i]);
    if (!tabs.isEmpty())
        tabs.first()->raise();
    if (const auto left = at(Place::Left); !left.isEmpty())
        m_window->resizeDocks(left.first(1), {leftWidth}, Qt::Horizontal);
    if (const auto right = at(Place::Right); !right.isEmpty())
        m_window->resizeDocks(right.first(1), {rightWidth}, Qt::Horizontal);
    if (const auto bottom = at(Place::Bottom); !bottom.isEmpty()) {
        m_window->resizeDocks(bottom.first(1), {bottomHeight}, Qt::Vertical);
        if (!tabs.isEmpty())
            m_window->resizeDocks({bottom.first(), tabs.first()}, {11, 9}, Qt::Horizontal);
    }
}

QByteArray DockLayout::save() const
{
    return m_window->saveState(version);
}

bool DockLayout::restore(const QByteArray &state)
{
    return !state.isEmpty() && m_window->restoreState(state, version);
}

QList<QAction *> DockLayout::toggles() const
{
    QList<QAction *> actions;
    for (const Entry &entry : m_entries)
        actions << entry.dock->toggleViewAction();
    return actions;
}

} // namespace Holdfast
