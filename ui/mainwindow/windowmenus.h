// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace Holdfast {

class DockLayout;
class UserSettings;

//! \brief The menu bar of the main window, with the dialogs that it opens: settings, keys, about.
class WindowMenus : public QObject
{
    Q_OBJECT
public:
    WindowMenus(QMainWindow *window, DockLayout *docks, UserSettings *settings);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addWindowMenu();
    void addViewMenu();
    void addHelpMenu();
    QAction *add(QMenu *menu, const QString &text, const QString &objectName,
                 const QString &toolTip);
    void toggleFullScreen();
    void showSettings();
    void showKeys();
    void showAbout();

    QMainWindow *m_window;
    DockLayout *m_docks;
    UserSettings *m_settings;
    QAction *m_fullScreen = nullptr; //!< checked while the window is full screen
};

} // namespace Holdfast
