// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QMainWindow>

#include <chrono>
#include <memory>

class QDockWidget;
class QLabel;
class QMenuBar;
class QToolBar;
class QUrl;

namespace Holdfast {

class ClosingQuestion;
class DockLayout;
class FittingLabel;
class FocusPanel;
class Gamepad;
class InvocationsPanel;
class LabService;
class LengthScale;
class LivePanel;
class LockFlyout;
class LockPanel;
class LogModel;
class PictureActions;
class PictureArea;
class PlainLabel;
class PositionsPanel;
class ScanPanel;
class ServerBar;
class StagePanel;
class StopPanel;
class ThingPanel;
class ThingsPanel;
class UserSettings;
class LeftOutNotice;
class BrokenOffNotice;
class TokenKeeper;
struct BrokenOffRun;
class WelcomeNotice;
class WindowMenus;

//! \brief The operator's window: the picture, a bar above it that always says who has the lock, beside STOP, and the controls at
//! one side. Everything else is put away until it is wanted. Composes the parts; they do the work.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    //! \a session is the operator's. Without \a settings nothing is kept. \a lab is the one in which the station takes part, and
    //! outlives the window; without it there is no part for it.
    explicit MainWindow(const Session &session, UserSettings *settings = nullptr,
                        QWidget *parent = nullptr, const LabService *lab = nullptr);
    ~MainWindow() override;

    //! Returns how large a window is at first on a screen with so much room, where it is not maximized: all of it, without
    //! its frame.
    static QSize firstSize(const QSize &available);

    //! Returns the model of the lines that the log shows.
    LogModel *log() const { return m_log; }

    //! Shows the window where it was left; at the first start on the whole screen.
    void open();
    //! Names the instrument in the title; empty: the simulated one.
    void setInstrument(const QString &name);

    //! Explains the program and the first steps: for a start without a configuration.
    void welcome();
    //! Says that these Things of the configuration are missing, until the operator has read it.
    void nameLeftOut(const QStringList &things);
    //! Lets the operator see, make and end the tokens of clients.
    void setTokens(const std::shared_ptr<TokenKeeper> &tokens);
    //! Tells that the last run was broken off, and what was running then, until the operator has read it.
    void tellBrokenOff(const BrokenOffRun &run);

    //! Keeps the named positions in \a file from one start to the next, and shows those that are in it.
    void keepPositions(const QString &file);

    //! Offers the pictures that earlier runs have kept in \a folder.
    void offerKeptPictures(const QString &folder);
    //! Prepares the end of the program without a question: keeps the window's state, and the
    //! unsaved pictures in \a folder. Waits, but not longer than \a limit. Returns a sentence for
    //! each that is lost.
    QStringList endNow(const QString &folder, std::chrono::milliseconds limit);
    //! Keeps the pictures alone. From any thread, while the window's own is not running.
    QStringList keepPictures(const QString &folder, std::chrono::milliseconds limit) const;

    //! Goes on showing that clients need no token (--insecure).
    void setInsecure();
    //! Clients reach the server here. \a fingerprint is that of its certificate; empty without one.
    void setServerAddress(const QUrl &address, const QString &fingerprint = {});
    //! Shows that the server does not run, for this reason; offers to try \a otherPort.
    void setServerProblem(const QString &problem, quint16 otherPort);
    //! Shows that it does not run because another Holdfast, which has this \a page, serves at its port.
    void setServerNeighbour(const QUrl &page);

Q_SIGNALS:
    //! Emitted when the operator wants the server on \a port.
    void retryServer(quint16 port);
    //! Emitted when the operator wants to see the page of another Holdfast.
    void pageWanted(const QUrl &page);
    //! Emitted when the operator has closed the window, and has given control back with it. The
    //! instrument is still running.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    StopPanel *createTop();
    void connectGamepad(StopPanel *stop);
    void createCentre();
    void createSide();
    void connectPositions();
    void createDrawer(const LabService *lab);
    void createLab(const LabService &lab);
    void createDrawerBar();
    void showNoServer();
    void connectMenus();
    void showPictureOnly(bool pictureOnly);
    void showTitle();
    void restoreAsLeft();
    void leave();

    std::unique_ptr<StationMonitor> m_monitor;
    OperatorAccess m_access;
    UserSettings *m_settings;
    LengthScale *m_lengths; //!< of the Thing stage
    DockLayout *m_docks;
    QMenuBar *m_menuBar = nullptr;
    QWidget *m_menuRow = nullptr; //!< the menus, and beside them the drawer bar
    QToolBar *m_drawerBar = nullptr;
    LivePanel *m_live;
    PictureArea *m_area;
    LogModel *m_log;
    LockPanel *m_lock;
    LockFlyout *m_flyout;
    ThingsPanel *m_things;
    StagePanel *m_stage;
    PositionsPanel *m_positions;
    ScanPanel *m_scan;
    FocusPanel *m_focus;
    QDockWidget *m_focusDock = nullptr;
    ThingPanel *m_light = nullptr; //!< only where there is a light
    InvocationsPanel *m_invocations;
    WelcomeNotice *m_welcome;
    LeftOutNotice *m_leftOut;
    BrokenOffNotice *m_brokenOff;
    PictureActions *m_pictures;
    ClosingQuestion *m_closing;
    ServerBar *m_serverBar;
    FittingLabel *m_address;
    FittingLabel *m_frameRate;
    Gamepad *m_gamepad;
    WindowMenus *m_menus = nullptr;
    QString m_instrument;
    int m_port = 0;         //!< of the server; 0: it does not run
    bool m_wasLeft = false; //!< there is a layout of an earlier start
    bool m_hasLeft = false;
};

} // namespace Holdfast
