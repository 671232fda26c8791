// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktopwindow.h"

#include "app/desktop.h"
#include "app/exitcode.h"
#include "app/lastresort.h"
#include "app/logforwarder.h"
#include "core/base/taskthread.h"
#include "core/journal/journal.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "ui/camera/picture/keptpictures.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/startfailurewindow.h"
#include "ui/stage/positions/keptpositions.h"
#include "ui/start/startpage.h"

#include <QDesktopServices>
#include <QGuiApplication>
#include <QThreadPool>

namespace Holdfast {

DesktopWindow::DesktopWindow() = default;

DesktopWindow::~DesktopWindow() = default;

void DesktopWindow::open(const Surroundings &surroundings)
{
    beginThreadsNow(*QThreadPool::globalInstance());
    m_desktop = std::make_unique<Desktop>();
    const Session session(surroundings.station,
                          {Principal::Kind::Operator, QStringLiteral("operator"), {}});
    m_window = std::make_unique<MainWindow>(session, m_desktop->settings(), nullptr,
                                            surroundings.station.lab());
    m_window->setInstrument(surroundings.instrument);
    m_desktop->settings()->addRecentConfiguration(surroundings.configurationFile);
    if (surroundings.isFirstSteps)
        m_window->welcome();
    m_window->nameLeftOut(surroundings.leftOut);
    if (surroundings.tokens)
        m_window->setTokens(surroundings.tokens);
    // The journal may be opened later than the window.
    m_monitor = session.monitor();
    connect(m_monitor.get(), &StationMonitor::journalChanged, this,
            [this, &station = surroundings.station] { tellOfBrokenOffRun(station); });
    tellOfBrokenOffRun(surroundings.station);
    if (surroundings.isInsecure)
        m_window->setInsecure();
    connect(&surroundings.log, &LogForwarder::logged, m_window->log(), &LogModel::append);
    // The start has logged the problems of the settings.
    for (const LogLine &line : surroundings.log.takeEarlier())
        m_window->log()->append(line);
    connect(m_window.get(), &MainWindow::retryServer, this, &OperatorWindow::retryServer);
    connect(m_window.get(), &MainWindow::closed, this, &OperatorWindow::closed);
    connect(m_window.get(), &MainWindow::pageWanted, this, &QDesktopServices::openUrl);
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &OperatorWindow::sessionEnds,
            Qt::DirectConnection);
    m_lastResort = std::make_unique<LastResort>(surroundings.displayLost, ExitCode::DisplayLost);
    m_window->keepPositions(KeptPositions::fileFor(surroundings.configurationFile));
    m_window->offerKeptPictures(KeptPictures::defaultFolder());
    m_window->open();
}

void DesktopWindow::tellOfBrokenOffRun(const Station &station)
{
    const Journal *journal = station.journal();
    if (const auto run = journal ? journal->brokenOff() : std::nullopt)
        m_window->tellBrokenOff(*run);
}

void DesktopWindow::setServerAddress(const QUrl &address, const QString &fingerprint)
{
    m_window->setServerAddress(address, fingerprint);
}

void DesktopWindow::setServerProblem(const QString &problem, quint16 otherPort)
{
    m_window->setServerProblem(problem, otherPort);
}

void DesktopWindow::setNeighbour(const QUrl &page)
{
    if (m_window)
        m_window->setServerNeighbour(page);
    else if (m_start)
        m_start->showNeighbour(page);
}

QStringList DesktopWindow::endNow(std::chrono::milliseconds limit)
{
    return m_window->endNow(KeptPictures::defaultFolder(), limit);
}

QStringList DesktopWindow::keepPictures(std::chrono::milliseconds limit) const
{
    return m_window->keepPictures(KeptPictures::defaultFolder(), limit);
}

void DesktopWindow::openFailure(const QString &error, const QString &served)
{
    auto window = std::make_unique<StartFailureWindow>(error, served);
    connect(window.get(), &StartFailureWindow::closed, this, &OperatorWindow::closed);
    window->show();
    m_failure = std::move(window);
}

void DesktopWindow::openStart(const StartOffer &offer)
{
    m_desktop = std::make_unique<Desktop>();
    m_start = std::make_unique<StartPage>(m_desktop->settings(), offer);
    connect(m_start.get(), &StartPage::closed, this, &OperatorWindow::closed);
    connect(m_start.get(), &StartPage::startWanted, this, &OperatorWindow::startWanted);
    connect(m_start.get(), &StartPage::withdrawn, this, &OperatorWindow::startWithdrawn);
    connect(m_start.get(), &StartPage::openWanted, this, [this](const QUrl &url) {
        if (!QDesktopServices::openUrl(url))
            m_start->showNotOpened(url);
    });
    m_start->show();
}

void DesktopWindow::showStartProblem(const QString &problem)
{
    m_start->showProblem(problem);
}

} // namespace Holdfast
