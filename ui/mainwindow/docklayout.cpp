// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/docklayout.h"

#include "ui/base/keys/keycommand.h"

#include <QAction>
#include <QDockWidget>
#include <QLayout>
#include <QMainWindow>
#include <QScrollArea>
#include <QStyle>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

// Of the saved state; another one when a layout of before makes no sense any more.
constexpr int version = 2;

constexpr int leftWidth = 260;
constexpr int sideWidth = 280;
constexpr int lowWindow = 640; // too low for two docks at the side
constexpr int lowestDrawer = 120;
constexpr int highestDrawer = 260;

Qt::DockWidgetArea areaOf(DockLayout::Place place)
{
    switch (place) {
    case DockLayout::Place::Left:
        return Qt::LeftDockWidgetArea;
    case DockLayout::Place::Side:
    case DockLayout::Place::SideTabs:
        return Qt::RightDockWidgetArea;
    case DockLayout::Place::Drawer:
        break;
    }
    return Qt::BottomDockWidgetArea;
}

bool isPutAway(DockLayout::Place place)
{
    return place == DockLayout::Place::Left || place == DockLayout::Place::Drawer;
}

QScrollArea *createArea(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setObjectName(content->objectName() + QStringLiteral("Area"));
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(content);
    area->setFocusProxy(content);
    return area;
}

} // namespace

DockLayout::DockLayout(QMainWindow *window)
    : QObject(window)
    , m_window(window)
{
    window->setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks
                           | QMainWindow::AllowNestedDocks);
    // So the drawer takes its height from the picture, and not from the controls of the stage.
    window->setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window->setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    window->setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

QDockWidget *DockLayout::add(Place place, const QString &title, const QString &objectName,
                             Icon icon, QWidget *content)
{
    auto *dock = new QDockWidget(title, m_window);
    dock->setObjectName(objectName);
    dock->setWidget(content);
    dock->setWindowIcon(toIcon(icon));
    QAction *toggle = dock->toggleViewAction();
    toggle->setObjectName(objectName + QStringLiteral("Toggle"));
    toggle->setIcon(toIcon(icon));
    const auto nameKeys = [toggle, title] {
        toggle->setToolTip(withKeys(tr("Shows or hides: %1").arg(title), toggle->shortcuts()));
    };
    connect(toggle, &QAction::changed, toggle, nameKeys);
    toggle->setShortcuts(usualKeys(toggle->objectName()));
    nameKeys();
    connect(toggle, &QAction::triggered, dock, [this, dock](bool isShown) {
        if (!isShown)
            return;
        if (isInDrawer(dock))
            openDrawer(dock);
        dock->raise(); // it may be behind a tab, or behind the window
        if (dock->isFloating())
            dock->activateWindow();
        // Tab goes on there; until then the keys move the stage as before.
        dock->widget()->setFocus(Qt::OtherFocusReason);
    });
    connect(dock, &QDockWidget::visibilityChanged, this, [this, dock](bool isVisible) {
        if (!isVisible && dock->isHidden() && isInDrawer(dock))
            m_drawerHeight = dock->height();
    });
    m_entries.append({dock, place});
    return dock;
}

QWidget *DockLayout::scrolling(QWidget *content)
{
    QScrollArea *area = createArea(content);
    area->setMinimumWidth(content->minimumSizeHint().width()
                          + area->style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    return area;
}

QWidget *DockLayout::scrollingBothWays(QWidget *content)
{
    return createArea(content);
}

bool DockLayout::isInDrawer(QDockWidget *dock) const
{
    return !dock->isFloating() && m_window->dockWidgetArea(dock) == Qt::BottomDockWidgetArea;
}

void DockLayout::openDrawer(QDockWidget *dock)
{
    QList<QDockWidget *> others;
    for (const Entry &entry : m_entries) {
        if (entry.dock != dock && !entry.dock->isHidden() && isInDrawer(entry.dock))
            others << entry.dock;
    }
    const int usual = std::clamp(m_window->height() * 3 / 10, lowestDrawer, highestDrawer);
    int wanted = m_drawerHeight > 0 ? m_drawerHeight : usual;
    int room =
        m_window->centralWidget()->height() - m_window->centralWidget()->minimumSizeHint().height();
    if (!others.isEmpty()) {
        wanted = others.first()->height();
        room += wanted;
    }
    for (QDockWidget *other : others)
        other->hide();
    holdHeight(dock, std::clamp(wanted, 0, std::max(0, room)));
}

void DockLayout::holdHeight(QDockWidget *dock, int height)
{
    // QMainWindow::resizeDocks() has an effect only on docks that are laid out already: how far that is when a dock has just
    // been shown differs between the versions of Qt. A least height counts whenever that happens, and the dock keeps it.
    dock->setMinimumHeight(height);
    m_window->layout()->activate();
    QTimer::singleShot(0, dock, [dock] { dock->setMinimumHeight(0); });
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
        m_window->addDockWidget(areaOf(entry.place), entry.dock,
                                entry.place == Place::Drawer ? Qt::Horizontal : Qt::Vertical);
        entry.dock->setVisible(!isPutAway(entry.place));
    }
    const auto stack = [this](const QList<QDockWidget *> &tabs) {
        for (qsizetype i = 1; i < tabs.size(); ++i)
            m_window->tabifyDockWidget(tabs[i - 1], tabs[i]);
        if (!tabs.isEmpty())
            tabs.first()->raise();
    };
    const auto side = at(Place::Side);
    const auto sideTabs = at(Place::SideTabs);
    const bool isLow = m_window->height() < lowWindow;
    stack(isLow ? side + sideTabs : sideTabs);
    stack(at(Place::Drawer));
    if (!side.isEmpty()) {
        m_window->resizeDocks(side.first(1), {sideWidth}, Qt::Horizontal);
        if (!sideTabs.isEmpty() && !isLow)
            m_window->resizeDocks({side.first(), sideTabs.first()}, {2, 1}, Qt::Vertical);
    }
    if (const auto left = at(Place::Left); !left.isEmpty())
        m_window->resizeDocks(left.first(1), {leftWidth}, Qt::Horizontal);
}

QByteArray DockLayout::save() const
{
    return m_before.isEmpty() ? m_window->saveState(version) : m_before;
}

bool DockLayout::restore(const QByteArray &state)
{
    return !state.isEmpty() && m_window->restoreState(state, version);
}

void DockLayout::bringUp(QDockWidget *dock)
{
    if (dock->isHidden())
        dock->toggleViewAction()->trigger();
    else
        dock->raise();
}

void DockLayout::setPictureOnly(bool pictureOnly)
{
    if (pictureOnly == !m_before.isEmpty())
        return;
    if (!pictureOnly) {
        restore(std::exchange(m_before, {}));
        return;
    }
    m_before = save();
    for (const Entry &entry : m_entries)
        entry.dock->hide();
}

QList<QAction *> DockLayout::drawerToggles() const
{
    QList<QAction *> actions;
    for (const Entry &entry : m_entries) {
        if (isPutAway(entry.place))
            actions << entry.dock->toggleViewAction();
    }
    return actions;
}

QList<QAction *> DockLayout::toggles() const
{
    QList<QAction *> actions;
    for (const Entry &entry : m_entries)
        actions << entry.dock->toggleViewAction();
    return actions;
}

} // namespace Holdfast
