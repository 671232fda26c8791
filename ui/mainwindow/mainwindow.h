// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QMainWindow>

#include <memory>

class QDockWidget;
class QLabel;
class QUrl;

namespace Holdfast {

class LockPanel;
class LogModel;
class ServerBar;
class StagePad;
class StationMonitor;
class StopPanel;

//! \brief The operator's window. Composes the parts; they do the work.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    //! \a session is the operator's.
    explicit MainWindow(const Session &session, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! How large a window is at first on a screen with so much room: never so large that its frame
    //! or its status bar are outside.
    static QSize firstSize(const QSize &available);

    //! Where lines go that the log shall show.
    LogModel *log() const { return m_log; }

    //! Clients reach the server here.
    void setServerAddress(const QUrl &address);
    //! The server does not run, for this reason; offers to try \a otherPort.
    void setServerProblem(const QString &problem, quint16 otherPort);

Q_SIGNALS:
    //! The operator wants the server on \a port.
    void retryServer(quint16 port);
    //! The operator has closed the window, and has given control back with it. The instrument is
    //! still running.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void createCentre(const Session &session);
    StopPanel *createStopBar(const Session &session);
    StagePad *createDocks(const Session &session);
    void createStatusBar();
    QDockWidget *addDock(Qt::DockWidgetArea area, const QString &title, const QString &objectName,
                         QWidget *content);

    std::unique_ptr<StationMonitor> m_monitor;
    LogModel *m_log;
    LockPanel *m_lock;
    ServerBar *m_serverBar;
    QLabel *m_address;
    QLabel *m_frameRate;
};

} // namespace Holdfast
