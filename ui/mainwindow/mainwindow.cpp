// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/mainwindow.h"

#include "core/session/stationmonitor.h"
#include "ui/invocations/invocationspanel.h"
#include "ui/live/liveview.h"
#include "ui/lock/breaknotice.h"
#include "ui/lock/idlereminder.h"
#include "ui/lock/lockpanel.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpanel.h"
#include "ui/mainwindow/serverbar.h"
#include "ui/stage/stagepad.h"
#include "ui/stop/stoppanel.h"
#include "ui/text/plainlabel.h"

#include <QDockWidget>
#include <QLabel>
#include <QScreen>
#include <QStatusBar>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

namespace Holdfast {

MainWindow::MainWindow(const Session &session, QWidget *parent)
    : QMainWindow(parent)
    , m_monitor(session.monitor())
    , m_log(new LogModel(this))
    , m_lock(new LockPanel(session, m_monitor.get(), this))
    , m_serverBar(new ServerBar(this))
    , m_address(new QLabel(this))
    , m_frameRate(new PlainLabel(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Holdfast"));
    const StopPanel *stop = createStopBar(session);
    createCentre(session);
    StagePad *stage = createDocks(session);
    connect(stop, &StopPanel::stopping, stage, &StagePad::forgetFollowing);
    createStatusBar();
    resize(firstSize(screen()->availableGeometry().size()));
}

MainWindow::~MainWindow() = default;

QSize MainWindow::firstSize(const QSize &available)
{
    // A window manager that does not say so keeps room for a title bar, and perhaps for a panel.
    constexpr QSize frame(40, 80);
    return QSize(1280, 800).boundedTo(available - frame);
}

StopPanel *MainWindow::createStopBar(const Session &session)
{
    auto *bar = new QToolBar(tr("Stop"), this);
    bar->setObjectName(QStringLiteral("stopBar"));
    bar->setMovable(false);
    bar->toggleViewAction()->setEnabled(false); // STOP cannot be hidden
    auto *stop = new StopPanel(session, m_monitor.get(), bar);
    bar->addWidget(stop);
    addToolBar(Qt::TopToolBarArea, bar);
    return stop;
}

void MainWindow::createCentre(const Session &session)
{
    auto *live = new LiveView(session, this);
    connect(live, &LiveView::readoutChanged, m_frameRate, &QLabel::setText);
    connect(m_serverBar, &ServerBar::retry, this, &MainWindow::retryServer);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *reminder =
        new IdleReminder(session, m_monitor.get(), IdleReminder::defaultPatience, centre);
    connect(reminder, &IdleReminder::giveBack, m_lock, &LockPanel::letGo);
    layout->addWidget(m_serverBar);
    layout->addWidget(new BreakNotice(session, m_monitor.get(), centre));
    layout->addWidget(reminder);
    layout->addWidget(live, 1);
    setCentralWidget(centre);
    live->setFocus(); // so that the keys move the stage from the start
}

StagePad *MainWindow::createDocks(const Session &session)
{
    // The lock needs the height, for who waits; messages need the width.
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    auto *pad = new StagePad(session, m_monitor.get(), this);
    auto *stage = addDock(Qt::RightDockWidgetArea, tr("Stage"), QStringLiteral("stageDock"), pad);
    auto *lock = addDock(Qt::LeftDockWidgetArea, tr("Lock"), QStringLiteral("lockDock"), m_lock);
    auto *invocations =
        addDock(Qt::BottomDockWidgetArea, tr("Invocations"), QStringLiteral("invocationsDock"),
                new InvocationsPanel(session, m_monitor.get(), this));
    auto *log = addDock(Qt::BottomDockWidgetArea, tr("Log"), QStringLiteral("logDock"),
                        new LogPanel(m_log, this));
    resizeDocks({stage, lock}, {270, 390}, Qt::Horizontal);
    // One over the other: side by side neither has the room for its messages.
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    tabifyDockWidget(invocations, log);
    invocations->raise();
    resizeDocks({invocations}, {220}, Qt::Vertical);
    for (QDockWidget *always : {stage, lock})
        always->setFeatures(always->features() & ~QDockWidget::DockWidgetClosable);
    return pad;
}

QDockWidget *MainWindow::addDock(Qt::DockWidgetArea area, const QString &title,
                                 const QString &objectName, QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(objectName);
    dock->setWidget(content);
    addDockWidget(area, dock, area == Qt::BottomDockWidgetArea ? Qt::Horizontal : Qt::Vertical);
    return dock;
}

void MainWindow::createStatusBar()
{
    m_address->setObjectName(QStringLiteral("serverAddress"));
    m_address->setTextFormat(Qt::RichText); // a link; all else in the window is a PlainLabel
    m_address->setText(tr("The server is not running."));
    m_address->setToolTip(tr("Where clients reach this instrument"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse);
    m_address->setOpenExternalLinks(true);
    m_frameRate->setObjectName(QStringLiteral("frameRate"));
    m_frameRate->setToolTip(tr("What the live view shows"));
    statusBar()->addWidget(m_address);
    statusBar()->addPermanentWidget(m_frameRate);
}

void MainWindow::setServerAddress(const QUrl &address)
{
    m_serverBar->hide();
    const QString text = address.toString().toHtmlEscaped();
    m_address->setText(tr("Serving at %1").arg(QStringLiteral("<a href=\"%1\">%1</a>").arg(text)));
}

void MainWindow::setServerProblem(const QString &problem, quint16 otherPort)
{
    m_serverBar->showProblem(problem, otherPort);
    m_address->setText(tr("The server is not running."));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_lock->letGo();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace Holdfast
