// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMainWindow;
class QMenu;
class QMenuBar;

namespace Holdfast {

class DockLayout;
class UserSettings;

//! \brief The menu bar of the main window, with the dialogs that it opens: settings, keys, about.
class WindowMenus : public QObject
{
    Q_OBJECT
public:
    //! Fills \a bar. The keys of the menus work also while it is hidden.
    WindowMenus(QMainWindow *window, QMenuBar *bar, DockLayout *docks, UserSettings *settings);

    //! Returns the action for the dialog with the tokens; hidden at first.
    QAction *tokens() const { return m_tokens; }
    QAction *mark() const { return m_mark; }
    QAction *goBack() const { return m_goBack; }
    QAction *autofocus() const { return m_autofocus; }
    QAction *lastGoodZ() const { return m_lastGoodZ; }
    //! Returns the action that opens and closes the lock panel; checked while that is open.
    QAction *lockPanel() const { return m_lockPanel; }
    //! Returns the action that leaves only the picture, the bar and STOP; checked while it is so.
    QAction *pictureOnly() const { return m_pictureOnly; }

    //! Shows the sheet of all keys.
    void showKeys();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addWindowMenu();
    void addStageMenu();
    void addSteps(QMenu *menu);
    void addViewMenu();
    void addHelpMenu();
    QAction *add(QMenu *menu, const QString &text, const QString &objectName,
                 const QString &toolTip);
    void toggleFullScreen();
    void showSettings();
    void showKeyEditor();
    void showAbout();

    QMainWindow *m_window;
    QMenuBar *m_bar;
    DockLayout *m_docks;
    UserSettings *m_settings;
    QAction *m_tokens = nullptr;
    QAction *m_mark = nullptr;
    QAction *m_goBack = nullptr;
    QAction *m_autofocus = nullptr;
    QAction *m_lastGoodZ = nullptr;
    QAction *m_lockPanel = nullptr;
    QAction *m_pictureOnly = nullptr;
    QAction *m_fullScreen = nullptr; //!< checked while the window is full screen
};

} // namespace Holdfast
