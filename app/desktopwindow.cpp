// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktopwindow.h"

#include "app/desktop.h"
#include "app/exitcode.h"
#include "app/lastresort.h"
#include "app/logforwarder.h"
#include "core/base/taskthread.h"
#include "core/session/session.h"
#include "ui/camera/picture/keptpictures.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/startfailurewindow.h"

#include <QGuiApplication>
#include <QThreadPool>

namespace Holdfast {

DesktopWindow::DesktopWindow() = default;

DesktopWindow::~DesktopWindow() = default;

void DesktopWindow::open(const Surroundings &surroundings)
{
    beginThreadsNow(*QThreadPool::globalInstance());
    m_desktop = std::make_unique<Desktop>();
    m_window = std::make_unique<MainWindow>(
        Session(surroundings.station, {Principal::Kind::Operator, QStringLiteral("operator"), {}}),
        m_desktop->settings());
    m_window->setInstrument(surroundings.instrument);
    if (surroundings.isFirstSteps)
        m_window->welcome();
    m_window->nameLeftOut(surroundings.leftOut);
    if (surroundings.isInsecure)
        m_window->setInsecure();
    connect(&surroundings.log, &LogForwarder::logged, m_window->log(), &LogModel::append);
    // The start has logged the problems of the settings.
    for (const LogLine &line : surroundings.log.takeEarlier())
        m_window->log()->append(line);
    connect(m_window.get(), &MainWindow::retryServer, this, &OperatorWindow::retryServer);
    connect(m_window.get(), &MainWindow::closed, this, &OperatorWindow::closed);
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &OperatorWindow::sessionEnds,
            Qt::DirectConnection);
    m_lastResort = std::make_unique<LastResort>(surroundings.displayLost, ExitCode::DisplayLost);
    m_window->offerKeptPictures(KeptPictures::defaultFolder());
    m_window->open();
}

void DesktopWindow::setServerAddress(const QUrl &address)
{
    m_window->setServerAddress(address);
}

void DesktopWindow::setServerProblem(const QString &problem, quint16 otherPort)
{
    m_window->setServerProblem(problem, otherPort);
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

} // namespace Holdfast
