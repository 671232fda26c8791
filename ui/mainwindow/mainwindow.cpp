// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/mainwindow.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/plainlabel.h"
#include "ui/camera/camerabar.h"
#include "ui/camera/picture/keptnotice.h"
#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturespanel.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/focus/focuspanel.h"
#include "ui/invocations/invocationspanel.h"
#include "ui/live/livepanel.h"
#include "ui/live/liveview.h"
#include "ui/lock/breaknotice.h"
#include "ui/lock/control/controlbanner.h"
#include "ui/lock/control/idlereminder.h"
#include "ui/lock/lockpanel.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpanel.h"
#include "ui/mainwindow/closingquestion.h"
#include "ui/mainwindow/docklayout.h"
#include "ui/mainwindow/faultnotice.h"
#include "ui/mainwindow/focuskeeper.h"
#include "ui/mainwindow/leftoutnotice.h"
#include "ui/mainwindow/serverbar.h"
#include "ui/mainwindow/welcomenotice.h"
#include "ui/mainwindow/windowmenus.h"
#include "ui/mapping/mappingpanel.h"
#include "ui/scan/scanpanel.h"
#include "ui/settings/settingsnotice.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/stagepanel.h"
#include "ui/stop/stoppanel.h"
#include "ui/thing/thingspanel.h"
#include "ui/timeline/timelinepanel.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QScreen>
#include <QStatusBar>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace Holdfast {

MainWindow::MainWindow(const Session &session, UserSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_monitor(session.monitor())
    , m_access {session, m_monitor.get()}
    , m_settings(settings ? settings : new UserSettings({}, this))
    , m_docks(new DockLayout(this))
    , m_log(new LogModel(this))
    , m_lock(new LockPanel(m_access, this))
    , m_things(new ThingsPanel(m_access, this))
    , m_invocations(new InvocationsPanel(m_access, this))
    , m_welcome(new WelcomeNotice(m_settings, this))
    , m_leftOut(new LeftOutNotice(this))
    , m_pictures(new PictureActions(new PictureStore(writePicture, this), m_settings, this))
    , m_closing(new ClosingQuestion(session, m_pictures->store(), this))
    , m_serverBar(new ServerBar(this))
    , m_address(new QLabel(this))
    , m_frameRate(new PlainLabel(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Holdfast"));
    const StopPanel *stop = createStopBar();
    const LivePanel *live = createCentre();
    StagePanel *stage = createDocks();
    connect(live, &LivePanel::moveWanted, stage, &StagePanel::moveBy);
    connect(live, &LivePanel::focusWanted, stage, &StagePanel::focusBy);
    connect(m_closing, &ClosingQuestion::confirmed, this, &MainWindow::close);
    connect(stop, &StopPanel::stopping, stage, &StagePanel::forgetFollowing);
    createStatusBar();
    new WindowMenus(this, m_docks, m_settings);
    restoreAsLeft();
}

MainWindow::~MainWindow() = default;

QSize MainWindow::firstSize(const QSize &available)
{
    // A window manager that does not report the frame gets room for a title bar, and perhaps for a
    // panel.
    constexpr QSize frame(40, 80);
    return QSize(1280, 800).boundedTo(available - frame);
}

StopPanel *MainWindow::createStopBar()
{
    auto *bar = new QToolBar(tr("Stop"), this);
    bar->setObjectName(QStringLiteral("stopBar"));
    bar->setMovable(false);
    bar->toggleViewAction()->setEnabled(false); // STOP cannot be hidden
    auto *stop = new StopPanel(m_access, bar);
    bar->addWidget(new ControlBanner(m_access, bar));
    bar->addWidget(stop);
    addToolBar(Qt::TopToolBarArea, bar);
    return stop;
}

LivePanel *MainWindow::createCentre()
{
    auto *live = new LivePanel(m_access, this);
    connect(live->view(), &LiveView::readoutChanged, m_frameRate, &QLabel::setText);
    connect(m_serverBar, &ServerBar::retry, this, &MainWindow::retryServer);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *reminder = new IdleReminder(m_access, IdleReminder::defaultPatience, centre);
    connect(reminder, &IdleReminder::giveBack, m_lock, &LockPanel::letGo);
    layout->addWidget(m_welcome);
    layout->addWidget(m_leftOut);
    layout->addWidget(m_serverBar);
    layout->addWidget(new KeptNotice(m_pictures, centre));
    layout->addWidget(new SettingsNotice(m_settings, centre));
    layout->addWidget(new FaultNotice(m_access, centre));
    layout->addWidget(new BreakNotice(m_access, centre));
    layout->addWidget(reminder);
    layout->addWidget(live, 1);
    auto *camera = new CameraBar(m_access, m_pictures, centre);
    connect(camera, &CameraBar::entered, live, qOverload<>(&QWidget::setFocus));
    layout->addWidget(camera);
    setCentralWidget(centre);
    new FocusKeeper(this, live->view());
    live->setFocus(); // so that the keys move the stage from the start
    return live;
}

StagePanel *MainWindow::createDocks()
{
    using Place = DockLayout::Place;
    m_docks->add(Place::Left, tr("Things"), QStringLiteral("thingsDock"), Icon::Things, m_things);
    auto *pad = new StagePanel(m_access, m_settings, this);
    auto *stage = m_docks->add(Place::Right, tr("Stage"), QStringLiteral("stageDock"), Icon::GoTo,
                               DockLayout::scrolling(pad));
    auto *lock = m_docks->add(Place::Bottom, tr("Lock"), QStringLiteral("lockDock"), Icon::Locked,
                              DockLayout::scrolling(m_lock));
    auto *invocationsDock =
        m_docks->add(Place::BottomTabs, tr("Invocations"), QStringLiteral("invocationsDock"),
                     Icon::Invocations, m_invocations);
    auto *timeline = new TimelinePanel(m_access, this);
    m_docks->add(Place::BottomTabs, tr("Timeline"), QStringLiteral("timelineDock"), Icon::Timeline,
                 timeline);
    connect(timeline, &TimelinePanel::invocationChosen, m_invocations,
            [this, invocationsDock](const QUuid &id) {
                invocationsDock->show();
                invocationsDock->raise();
                m_invocations->select(id);
            });
    m_docks->add(Place::BottomTabs, tr("Log"), QStringLiteral("logDock"), Icon::Log,
                 new LogPanel(m_log, this));
    m_docks->add(Place::BottomTabs, tr("Pictures"), QStringLiteral("picturesDock"), Icon::Snap,
                 new PicturesPanel(m_access, m_pictures, this));
    m_docks->add(Place::BottomTabs, tr("Focus"), QStringLiteral("focusDock"), Icon::FocusUp,
                 DockLayout::scrolling(new FocusPanel(m_access, this)));
    m_docks->add(Place::BottomTabs, tr("Mapping"), QStringLiteral("mappingDock"), Icon::Crosshair,
                 DockLayout::scrolling(new MappingPanel(m_access, this)));
    m_docks->add(Place::BottomTabs, tr("Scan"), QStringLiteral("scanDock"), Icon::Fit,
                 DockLayout::scrolling(new ScanPanel(m_access, this)));
    for (QDockWidget *always : {stage, lock}) {
        always->setFeatures(always->features() & ~QDockWidget::DockWidgetClosable);
        always->toggleViewAction()->setEnabled(false);
    }
    return pad;
}

void MainWindow::restoreAsLeft()
{
    resize(firstSize(screen()->availableGeometry().size()));
    m_docks->reset();
    restoreGeometry(m_settings->windowGeometry());
    m_docks->restore(m_settings->dockLayout());
}

void MainWindow::createStatusBar()
{
    m_address->setObjectName(QStringLiteral("serverAddress"));
    m_address->setTextFormat(Qt::RichText); // a link; all else in the window is a PlainLabel
    m_address->setText(tr("The server is not running."));
    m_address->setToolTip(tr("Where clients reach this instrument"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse);
    m_address->setOpenExternalLinks(true);
    m_address->setMinimumWidth(1); // a machine's name may be long
    m_frameRate->setObjectName(QStringLiteral("frameRate"));
    m_frameRate->setToolTip(tr("What the live view shows"));
    statusBar()->addWidget(m_address);
    statusBar()->addPermanentWidget(m_frameRate);
}

void MainWindow::welcome()
{
    m_welcome->welcome();
}

void MainWindow::nameLeftOut(const QStringList &things)
{
    m_leftOut->name(things);
}

void MainWindow::setServerAddress(const QUrl &address)
{
    m_serverBar->hide();
    m_things->setServerAddress(address);
    m_invocations->setServerAddress(address);
    const QString text = address.toString().toHtmlEscaped();
    m_address->setText(tr("Serving at %1").arg(QStringLiteral("<a href=\"%1\">%1</a>").arg(text)));
}

void MainWindow::setServerProblem(const QString &problem, quint16 otherPort)
{
    m_serverBar->showProblem(problem, otherPort);
    m_things->setServerAddress({});
    m_invocations->setServerAddress({});
    m_address->setText(tr("The server is not running."));
}

void MainWindow::offerKeptPictures(const QString &folder)
{
    m_pictures->store()->offerKept(folder);
}

QStringList MainWindow::keepPictures(const QString &folder, std::chrono::milliseconds limit) const
{
    return m_pictures->store()->keepUnsaved(folder, limit);
}

QStringList MainWindow::endNow(const QString &folder, std::chrono::milliseconds limit)
{
    leave();
    return keepPictures(folder, limit);
}

void MainWindow::leave()
{
    if (std::exchange(m_hasLeft, true))
        return;
    m_lock->letGo();
    m_settings->setWindow(saveGeometry(), m_docks->save());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing->mayClose()) {
        event->ignore();
        return;
    }
    leave();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace Holdfast
