// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/operatorwindow.h"

class QWidget;

namespace Holdfast {

class Desktop;
class LastResort;
class MainWindow;
class Station;
class StartPage;
class StationMonitor;

//! \brief The operator's window on the desktop: puts together the main window, the settings of the
//! user, and what happens when the display or the session goes away.
class DesktopWindow : public OperatorWindow
{
    Q_OBJECT
public:
    DesktopWindow();
    ~DesktopWindow() override;

    void open(const Surroundings &surroundings) override;
    void setServerAddress(const QUrl &address, const QString &fingerprint) override;
    void setServerProblem(const QString &problem, quint16 otherPort) override;
    QStringList endNow(std::chrono::milliseconds limit) override;
    QStringList keepPictures(std::chrono::milliseconds limit) const override;
    void setNeighbour(const QUrl &page) override;
    void openFailure(const QString &error, const QString &served) override;
    void openStart(const StartOffer &offer) override;
    void showStartProblem(const QString &problem) override;

private:
    void tellOfBrokenOffRun(const Station &station);

    std::unique_ptr<Desktop> m_desktop; //!< outlives the window
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<StationMonitor> m_monitor;
    std::unique_ptr<QWidget> m_failure;
    std::unique_ptr<StartPage> m_start;       //!< while the operator chooses
    std::unique_ptr<LastResort> m_lastResort; //!< while there is a window
};

} // namespace Holdfast
