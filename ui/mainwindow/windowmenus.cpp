// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/windowmenus.h"

#include "ui/base/keys/keycommand.h"
#include "ui/base/theme/icon.h"
#include "ui/mainwindow/docklayout.h"
#include "ui/mainwindow/keysheet.h"
#include "ui/settings/keyeditor.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/steppresets.h"

#include <QAction>
#include <QEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace Holdfast {

WindowMenus::WindowMenus(QMainWindow *window, QMenuBar *bar, DockLayout *docks,
                         UserSettings *settings)
    : QObject(window)
    , m_window(window)
    , m_bar(bar)
    , m_docks(docks)
    , m_settings(settings)
{
    addWindowMenu();
    addStageMenu();
    addViewMenu();
    addHelpMenu();
    for (const QMenu *menu : m_bar->findChildren<QMenu *>())
        m_window->addActions(menu->actions());
}

QAction *WindowMenus::add(QMenu *menu, const QString &text, const QString &objectName,
                          const QString &toolTip)
{
    auto *action = menu->addAction(text);
    action->setObjectName(objectName);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    action->setShortcuts(usualKeys(objectName));
    return action;
}

void WindowMenus::addWindowMenu()
{
    QMenu *menu = m_bar->addMenu(tr("&Holdfast"));
    auto *settings = add(menu, tr("&Settings \u2026"), QStringLiteral("settingsAction"),
                         tr("What you may change about this window"));
    settings->setIcon(toIcon(Icon::Settings));
    connect(settings, &QAction::triggered, this, &WindowMenus::showSettings);
    const auto *keys = add(menu, tr("&Keys of your own \u2026"), QStringLiteral("ownKeysAction"),
                           tr("Which key does what"));
    connect(keys, &QAction::triggered, this, &WindowMenus::showKeyEditor);
    m_tokens = add(menu, tr("Access &tokens \u2026"), QStringLiteral("tokensAction"),
                   tr("Which clients on other computers may use this instrument"));
    m_tokens->setVisible(false); // until there is a server that has some
    menu->addSeparator();
    const auto *quit = add(menu, tr("&Quit"), QStringLiteral("quitAction"),
                           tr("Stops all movement and ends Holdfast"));
    connect(quit, &QAction::triggered, m_window, &QWidget::close);
}

void WindowMenus::addStageMenu()
{
    QMenu *menu = m_bar->addMenu(tr("&Move"));
    m_mark = add(menu, tr("&Mark this place"), QStringLiteral("markAction"),
                 tr("Marks where the stage is, to come back to it later"));
    m_mark->setIcon(toIcon(Icon::GoTo));
    m_goBack = add(menu, tr("&Back to the place before"), QStringLiteral("goBackAction"),
                   tr("Goes to where the stage was before it went somewhere; again: there and "
                      "back"));
    menu->addSeparator();
    m_autofocus = add(menu, tr("&Autofocus"), QStringLiteral("autofocusAction"),
                      tr("Sweeps once through the range, and goes to the sharpest position"));
    m_autofocus->setIcon(toIcon(Icon::FocusUp));
    m_lastGoodZ = add(menu, tr("&Last good z"), QStringLiteral("lastGoodZAction"),
                      tr("Goes to where the focus was found last"));
    menu->addSeparator();
    auto *steps = add(menu, tr("Lengths in motor &steps"), QStringLiteral("lengthsInStepsAction"),
                      tr("Shows lengths on the stage in motor steps instead of micrometres"));
    steps->setCheckable(true);
    const auto show = [this, steps] {
        steps->setChecked(m_settings->lengthUnit() == LengthUnit::Steps);
    };
    show();
    connect(m_settings, &UserSettings::changed, steps, show);
    connect(steps, &QAction::triggered, m_settings, [this](bool inSteps) {
        m_settings->setLengthUnit(inSteps ? LengthUnit::Steps : LengthUnit::Micrometres);
    });
    addSteps(menu->addMenu(tr("Si&ze of steps")));
}

void WindowMenus::addSteps(QMenu *menu)
{
    for (int preset = 0; preset < UserSettings::stepPresets; ++preset) {
        auto *use = add(menu, StepPresets::name(preset),
                        QStringLiteral("stepPreset%1Action").arg(preset + 1),
                        tr("Steps of this size, as the button in the panel of the stage shows it"));
        connect(use, &QAction::triggered, m_settings,
                [this, preset] { m_settings->useStepPreset(preset); });
    }
    menu->addSeparator();
    const auto *finer = add(menu, tr("F&iner"), QStringLiteral("finerStepsAction"),
                            tr("The next smaller size of steps, also while the stage moves"));
    const auto *coarser = add(menu, tr("C&oarser"), QStringLiteral("coarserStepsAction"),
                              tr("The next larger size of steps, also while the stage moves"));
    connect(finer, &QAction::triggered, m_settings,
            [this] { m_settings->stepThroughPresets(false); });
    connect(coarser, &QAction::triggered, m_settings,
            [this] { m_settings->stepThroughPresets(true); });
}

void WindowMenus::addViewMenu()
{
    QMenu *menu = m_bar->addMenu(tr("&View"));
    menu->addActions(m_docks->toggles());
    menu->addSeparator();
    m_lockPanel = add(menu, tr("&Lock panel"), QStringLiteral("lockPanelAction"),
                      tr("Opens and closes the lock panel: who has the lock, who waits, and what "
                         "you can do about it"));
    m_lockPanel->setIcon(toIcon(Icon::Locked));
    m_lockPanel->setCheckable(true);
    m_pictureOnly = add(menu, tr("&Picture only"), QStringLiteral("pictureOnlyAction"),
                        tr("Only the picture, the bar above it and STOP; again: as before"));
    m_pictureOnly->setIcon(toIcon(Icon::Live));
    m_pictureOnly->setCheckable(true);
    m_fullScreen = add(menu, tr("&Full screen"), QStringLiteral("fullScreenAction"),
                       tr("The window on the whole screen, or as before"));
    m_fullScreen->setIcon(toIcon(Icon::FullScreen));
    m_fullScreen->setCheckable(true);
    connect(m_fullScreen, &QAction::triggered, this, &WindowMenus::toggleFullScreen);
    m_window->installEventFilter(this);
    auto *reset = add(menu, tr("&Arrange as at first"), QStringLiteral("resetLayoutAction"),
                      tr("All parts where they were at the first start"));
    connect(reset, &QAction::triggered, m_docks, &DockLayout::reset);
}

void WindowMenus::addHelpMenu()
{
    QMenu *menu = m_bar->addMenu(tr("H&elp"));
    auto *keys =
        add(menu, tr("&Keys"), QStringLiteral("keysAction"), tr("All keys and what they do"));
    keys->setIcon(toIcon(Icon::Help));
    connect(keys, &QAction::triggered, this, &WindowMenus::showKeys);
    auto *about =
        add(menu, tr("&About Holdfast"), QStringLiteral("aboutAction"), tr("Version and licence"));
    connect(about, &QAction::triggered, this, &WindowMenus::showAbout);
}

void WindowMenus::toggleFullScreen()
{
    m_window->setWindowState(m_window->windowState() ^ Qt::WindowFullScreen);
    m_fullScreen->setChecked(m_window->isFullScreen());
}

bool WindowMenus::eventFilter(QObject *watched, QEvent *event)
{
    // The window manager has keys and menus of its own for full screen.
    if (watched == m_window && event->type() == QEvent::WindowStateChange)
        m_fullScreen->setChecked(m_window->isFullScreen());
    return QObject::eventFilter(watched, event);
}

void WindowMenus::showSettings()
{
    auto *dialog = new SettingsDialog(m_settings, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void WindowMenus::showKeys()
{
    auto *sheet = new KeySheet(m_settings->keys(), m_window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &KeySheet::changeWanted, this, &WindowMenus::showKeyEditor);
    sheet->show();
}

void WindowMenus::showKeyEditor()
{
    auto *editor = new KeyEditor(m_settings, m_window);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    editor->show();
}

void WindowMenus::showAbout()
{
    auto *box = new QMessageBox(m_window);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Holdfast"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Holdfast %1").arg(QStringLiteral(HOLDFAST_VERSION)));
    box->setInformativeText(
        tr("A control station for laboratory instruments, with one lock for all clients.\n\nFree "
           "software under the GNU General Public License, version 3 or later.\nQt %1")
            .arg(QLatin1StringView(qVersion())));
    box->setModal(false);
    box->show();
}

} // namespace Holdfast
