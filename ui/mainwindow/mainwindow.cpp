// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/mainwindow.h"

#include "core/lab/labservice.h"
#include "core/session/stationmonitor.h"
#include "ui/access/tokensdialog.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/text/fittinglabel.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plainlabel.h"
#include "ui/camera/camerabar.h"
#include "ui/camera/picture/keptnotice.h"
#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturespanel.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/focus/focuspanel.h"
#include "ui/gamepad/gamepad.h"
#include "ui/gamepad/gamepadsign.h"
#include "ui/invocations/invocationspanel.h"
#include "ui/lab/labpanel.h"
#include "ui/live/livepanel.h"
#include "ui/live/liveview.h"
#include "ui/lock/breaknotice.h"
#include "ui/lock/control/controlbanner.h"
#include "ui/lock/control/idlereminder.h"
#include "ui/lock/lockflyout.h"
#include "ui/lock/lockpanel.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpanel.h"
#include "ui/mainwindow/brokenoffnotice.h"
#include "ui/mainwindow/closingquestion.h"
#include "ui/mainwindow/docklayout.h"
#include "ui/mainwindow/faultnotice.h"
#include "ui/mainwindow/focuskeeper.h"
#include "ui/mainwindow/leftoutnotice.h"
#include "ui/mainwindow/picturearea.h"
#include "ui/mainwindow/serverbar.h"
#include "ui/mainwindow/welcomenotice.h"
#include "ui/mainwindow/windowkeys.h"
#include "ui/mainwindow/windowmenus.h"
#include "ui/mapping/mappingpanel.h"
#include "ui/scan/scanmap.h"
#include "ui/scan/scanpanel.h"
#include "ui/settings/settingsnotice.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/positions/positionspanel.h"
#include "ui/stage/stageaccess.h"
#include "ui/stage/stagekeyrule.h"
#include "ui/stage/stagepanel.h"
#include "ui/stop/stoppanel.h"
#include "ui/thing/thingpanel.h"
#include "ui/thing/thingspanel.h"
#include "ui/timeline/timelinepanel.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace Holdfast {

namespace {

const QString lightThing = QStringLiteral("illumination");

} // namespace

MainWindow::MainWindow(const Session &session, UserSettings *settings, QWidget *parent,
                       const LabService *lab)
    : QMainWindow(parent)
    , m_monitor(session.monitor())
    , m_access {session, m_monitor.get()}
    , m_settings(settings ? settings : new UserSettings({}, this))
    , m_lengths(new LengthScale(m_access, usualStage(session), this))
    , m_docks(new DockLayout(this))
    , m_live(new LivePanel(m_access, this))
    , m_area(new PictureArea(m_live, this))
    , m_log(new LogModel(this))
    , m_lock(new LockPanel(m_access, this))
    , m_flyout(new LockFlyout(m_access, m_lock, LockFlyout::defaultLinger, m_area))
    , m_things(new ThingsPanel(m_access, this))
    , m_stage(new StagePanel(m_access, m_settings, this))
    , m_positions(new PositionsPanel({m_access, usualStage(session)}, m_lengths, this))
    , m_scan(new ScanPanel(m_access, m_lengths, this))
    , m_focus(new FocusPanel(m_access, m_lengths, this))
    , m_invocations(new InvocationsPanel(m_access, this))
    , m_welcome(new WelcomeNotice(m_settings, this))
    , m_leftOut(new LeftOutNotice(this))
    , m_brokenOff(new BrokenOffNotice(this))
    , m_pictures(new PictureActions(new PictureStore(writePicture, this), m_settings, this))
    , m_closing(new ClosingQuestion(session, m_pictures->store(), this))
    , m_serverBar(new ServerBar(this))
    , m_address(new FittingLabel(this))
    , m_frameRate(new FittingLabel(this))
    , m_gamepad(new Gamepad(m_settings, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    m_lengths->setWish(m_settings->lengthUnit());
    connect(m_settings, &UserSettings::changed, m_lengths,
            [this] { m_lengths->setWish(m_settings->lengthUnit()); });
    StopPanel *stop = createTop();
    createCentre();
    createSide();
    createDrawer(lab);
    createDrawerBar();
    connect(m_live, &LivePanel::moveWanted, m_stage, &StagePanel::moveBy);
    connect(m_live, &LivePanel::focusWanted, m_stage, &StagePanel::focusBy);
    connect(m_live, &LivePanel::pictureWanted, m_pictures, &PictureActions::lookAtLast);
    connect(m_pictures, &PictureActions::looked, m_live, &LivePanel::compare);
    connect(m_pictures, &PictureActions::problem, m_live, &LivePanel::say);
    connect(m_closing, &ClosingQuestion::confirmed, this, &MainWindow::close);
    connect(stop, &StopPanel::stopping, m_stage, &StagePanel::forgetFollowing);
    connectMenus();
    connectPositions();
    connectGamepad(stop);
    new WindowKeys(this, m_settings);
    showTitle();
    restoreAsLeft();
}

MainWindow::~MainWindow()
{
    // What loses the focus tells its panel of it, which must still be whole then.
    if (QWidget *focus = focusWidget())
        focus->clearFocus();
}

QSize MainWindow::firstSize(const QSize &available)
{
    // A window manager that does not report the frame gets room for a title bar, and perhaps for a
    // panel.
    constexpr QSize frame(40, 80);
    return available - frame;
}

StopPanel *MainWindow::createTop()
{
    // No tool bar, which would hide what it has no room for.
    auto *top = new QWidget(this);
    m_menuRow = new QWidget(top);
    m_menuBar = new QMenuBar(m_menuRow);
    // Where there is too little room, the bar beside it has a menu for what it cannot show.
    m_menuBar->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto *menus = new QHBoxLayout(m_menuRow);
    menus->setContentsMargins({});
    menus->addWidget(m_menuBar, 0, Qt::AlignVCenter);
    auto *bar = new QWidget(top);
    bar->setObjectName(QStringLiteral("stopBar"));
    auto *banner = new ControlBanner(m_access, bar);
    auto *stop = new StopPanel(m_access, bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(4, 2, 4, 2);
    // Fixed parts of the bar: no text, and no button that comes, moves another one.
    row->addWidget(banner, 3);
    row->addWidget(stop, 2);
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_menuRow);
    layout->addWidget(bar);
    setMenuWidget(top);
    const auto toggle = [this] { m_flyout->setOpen(!m_flyout->isOpen()); };
    connect(banner, &ControlBanner::clicked, m_flyout, toggle);
    return stop;
}

void MainWindow::createCentre()
{
    connect(m_live->view(), &LiveView::readoutChanged, m_frameRate, [this](const QString &readout) {
        m_frameRate->setTexts({readout, m_live->view()->shortReadout()});
    });
    connect(m_serverBar, &ServerBar::retry, this, &MainWindow::retryServer);
    connect(m_serverBar, &ServerBar::pageWanted, this, &MainWindow::pageWanted);
    auto *reminder = new IdleReminder(m_access, IdleReminder::defaultPatience, m_area);
    connect(reminder, &IdleReminder::giveBack, m_lock, &LockPanel::letGo);
    const QList<QWidget *> notices {m_welcome,
                                    m_leftOut,
                                    m_serverBar,
                                    new KeptNotice(m_pictures, m_area),
                                    new SettingsNotice(m_settings, m_area),
                                    m_brokenOff,
                                    new FaultNotice(m_access, m_area),
                                    new BreakNotice(m_access, m_area),
                                    reminder};
    for (QWidget *notice : notices)
        m_area->addNotice(notice);
    m_area->setPanel(m_flyout);
    connect(m_flyout, &LockFlyout::pinnedChanged, m_settings, &UserSettings::setLockPinned);
    setCentralWidget(m_area);
    new FocusKeeper(this, m_live->view());
    m_live->setFocus(); // so that the keys move the stage from the start
}

void MainWindow::createSide()
{
    using Place = DockLayout::Place;
    auto *stage = m_docks->add(Place::Side, tr("Stage"), QStringLiteral("stageDock"), Icon::GoTo,
                               DockLayout::scrolling(m_stage));
    stage->setFeatures(stage->features() & ~QDockWidget::DockWidgetClosable);
    stage->toggleViewAction()->setEnabled(false);
    auto *camera = new CameraBar(m_access, m_pictures, this);
    connect(camera, &CameraBar::entered, m_live, qOverload<>(&QWidget::setFocus));
    m_docks->add(Place::SideTabs, tr("Camera"), QStringLiteral("cameraDock"), Icon::Snap,
                 DockLayout::scrolling(camera));
    m_focusDock = m_docks->add(Place::SideTabs, tr("Focus"), QStringLiteral("focusDock"),
                               Icon::FocusUp, DockLayout::scrollingBothWays(m_focus));
    if (m_access.session.affordances(lightThing)) {
        m_light = new ThingPanel(m_access, lightThing, this);
        m_light->setMinimumWidth(1);
        m_docks->add(Place::SideTabs, tr("Light"), QStringLiteral("lightDock"), Icon::Light,
                     m_light);
    }
}

void MainWindow::createDrawer(const LabService *lab)
{
    using Place = DockLayout::Place;
    m_docks->add(Place::Left, tr("Things"), QStringLiteral("thingsDock"), Icon::Things, m_things);
    auto *invocationsDock =
        m_docks->add(Place::Drawer, tr("Invocations"), QStringLiteral("invocationsDock"),
                     Icon::Invocations, DockLayout::scrollingBothWays(m_invocations));
    auto *timeline = new TimelinePanel(m_access, this);
    m_docks->add(Place::Drawer, tr("Timeline"), QStringLiteral("timelineDock"), Icon::Timeline,
                 DockLayout::scrollingBothWays(timeline));
    connect(timeline, &TimelinePanel::invocationChosen, m_invocations,
            [this, invocationsDock](const QUuid &id) {
                DockLayout::bringUp(invocationsDock);
                m_invocations->select(id);
            });
    if (lab)
        createLab(*lab);
    m_docks->add(Place::Drawer, tr("Log"), QStringLiteral("logDock"), Icon::Log,
                 DockLayout::scrollingBothWays(new LogPanel(m_log, this)));
    m_docks->add(Place::Drawer, tr("Pictures"), QStringLiteral("picturesDock"), Icon::Snap,
                 DockLayout::scrollingBothWays(new PicturesPanel(m_access, m_pictures, this)));
    m_docks->add(Place::Drawer, tr("Mapping"), QStringLiteral("mappingDock"), Icon::Crosshair,
                 DockLayout::scrollingBothWays(new MappingPanel(m_access, this)));
    m_docks->add(Place::Drawer, tr("Scan"), QStringLiteral("scanDock"), Icon::Fit,
                 DockLayout::scrollingBothWays(m_scan));
    m_docks->add(Place::Drawer, tr("Positions"), QStringLiteral("positionsDock"), Icon::GoTo,
                 DockLayout::scrollingBothWays(m_positions));
}

void MainWindow::createLab(const LabService &lab)
{
    auto *panel = new LabPanel(m_access, this);
    panel->setToken(lab.setup().token);
    m_docks->add(DockLayout::Place::Drawer, tr("Lab"), QStringLiteral("labDock"), Icon::Remote,
                 DockLayout::scrollingBothWays(panel));
    // Many changes at once are shown as one.
    auto *pause = new QTimer(panel);
    pause->setSingleShot(true);
    pause->setInterval(StationMonitor::defaultInterval);
    connect(pause, &QTimer::timeout, panel, [panel, &lab] { panel->setStatus(lab.status()); });
    connect(&lab, &LabService::changed, pause, [pause] {
        if (!pause->isActive())
            pause->start();
    });
    panel->setStatus(lab.status());
}

void MainWindow::createDrawerBar()
{
    m_address->setObjectName(QStringLiteral("serverAddress"));
    m_address->setTextFormat(Qt::RichText); // a link; all else in the window is a PlainLabel
    showNoServer();
    m_address->setToolTip(tr("Where clients reach this instrument"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse);
    m_address->setOpenExternalLinks(true);
    m_address->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_frameRate->setObjectName(QStringLiteral("frameRate"));
    m_frameRate->setToolTip(tr("What the live view shows"));
    m_frameRate->setContentsMargins(12, 0, 6, 0);

    m_drawerBar = new QToolBar(tr("Further parts"), m_menuRow);
    m_drawerBar->setObjectName(QStringLiteral("drawerBar"));
    m_drawerBar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    for (QAction *toggle : m_docks->drawerToggles()) {
        m_drawerBar->addAction(toggle);
        auto *button = qobject_cast<QToolButton *>(m_drawerBar->widgetForAction(toggle));
        button->setObjectName(toggle->parent()->objectName() + QStringLiteral("Button"));
        button->setAutoRaise(false); // it is seen to be a button
    }
    auto *row = static_cast<QHBoxLayout *>(m_menuRow->layout());
    row->addWidget(m_drawerBar);
    auto *sign = new GamepadSign(m_gamepad, m_menuRow);
    connect(sign, &QToolButton::clicked, this, [this] { m_menus->showKeys(); });
    row->addWidget(sign);
    row->addWidget(m_address, 1);
    row->addWidget(m_frameRate, 1);
}

void MainWindow::showNoServer()
{
    m_address->setTexts({tr("The server is not running."), tr("No server")});
}

void MainWindow::connectMenus()
{
    m_menus = new WindowMenus(this, m_menuBar, m_docks, m_settings);
    connect(m_menus->lockPanel(), &QAction::triggered, m_flyout, &LockFlyout::setOpen);
    connect(m_flyout, &LockFlyout::openChanged, m_menus->lockPanel(), &QAction::setChecked);
    m_menus->lockPanel()->setChecked(m_flyout->isOpen());
    connect(m_menus->pictureOnly(), &QAction::toggled, this, &MainWindow::showPictureOnly);
    const auto focus = [this](void (FocusPanel::*what)()) {
        return [this, what] {
            DockLayout::bringUp(m_focusDock); // which says how far it has come, or why not
            (m_focus->*what)();
        };
    };
    connect(m_menus->autofocus(), &QAction::triggered, m_focus, focus(&FocusPanel::runAutofocus));
    connect(m_menus->lastGoodZ(), &QAction::triggered, m_focus, focus(&FocusPanel::goToLastGoodZ));
}

void MainWindow::connectGamepad(StopPanel *stop)
{
    connect(m_gamepad, &Gamepad::deflected, m_stage, &StagePanel::deflect);
    connect(m_gamepad, &Gamepad::lost, m_stage, &StagePanel::loseStick);
    auto *snap = findChild<QAction *>(QStringLiteral("snapAction"));
    connect(m_gamepad, &Gamepad::pressed, this, [=, this](GamepadButton button) {
        if (button == GamepadButton::Stop) {
            stop->stop();
            return;
        }
        // As keys: another window, or a dialog, may have been meant.
        if (!StageKeyRule::receiverIn(this))
            return;
        switch (button) {
        case GamepadButton::Snap:
            if (snap)
                snap->trigger();
            break;
        case GamepadButton::Autofocus:
            m_menus->autofocus()->trigger();
            break;
        case GamepadButton::Finer:
        case GamepadButton::Coarser:
            m_settings->stepThroughPresets(button == GamepadButton::Coarser);
            break;
        case GamepadButton::Stop:
            break;
        }
    });
}

void MainWindow::connectPositions()
{
    const auto say = [this](const QString &problem) {
        if (!problem.isEmpty())
            m_positions->say(problem);
    };
    const QString stage = usualStage(m_access.session);
    connect(m_positions, &PositionsPanel::said, m_live, &LivePanel::say);
    connect(m_positions, &PositionsPanel::goWanted, m_stage, [=, this](const StageSteps &position) {
        say(m_stage->goTo(stage, position, {allAxes.begin(), allAxes.end()}));
    });
    const auto back = [=, this] { say(m_stage->goBack()); };
    connect(m_positions, &PositionsPanel::backWanted, m_stage, back);
    connect(m_menus->goBack(), &QAction::triggered, m_stage, back);
    connect(m_menus->mark(), &QAction::triggered, m_positions, &PositionsPanel::mark);

    ScanMap *map = m_scan->map();
    connect(map, &ScanMap::goWanted, m_stage, [=, this](qint64 x, qint64 y) {
        StageSteps position;
        position[Axis::X] = x;
        position[Axis::Y] = y;
        say(m_stage->goTo(stage, position, {Axis::X, Axis::Y}));
    });
    connect(map, &ScanMap::markWanted, m_positions, &PositionsPanel::markAt);
    const PositionsModel *positions = m_positions->model();
    connect(positions, &PositionsModel::positionsChanged, map, [map, positions] {
        QList<ScanMap::Mark> marks;
        for (int row = 0; row < positions->rowCount(); ++row) {
            const StageSteps at = positions->position(row);
            marks.append({literal(positions->name(row)), double(at[Axis::X]), double(at[Axis::Y])});
        }
        map->setMarks(marks);
    });
}

void MainWindow::showPictureOnly(bool pictureOnly)
{
    m_docks->setPictureOnly(pictureOnly);
    m_menuRow->setHidden(pictureOnly);
    m_live->setToolsShown(!pictureOnly);
    m_live->setFocus();
}

void MainWindow::setInstrument(const QString &name)
{
    m_instrument = name.isEmpty() ? tr("Simulated microscope") : literal(name);
    showTitle();
}

void MainWindow::showTitle()
{
    QStringList parts;
    if (!m_instrument.isEmpty())
        parts << m_instrument;
    if (m_port > 0)
        parts << tr("port %1").arg(m_port);
    parts << QStringLiteral("Holdfast");
    setWindowTitle(parts.join(QStringLiteral(" \u2013 ")));
}

void MainWindow::restoreAsLeft()
{
    resize(firstSize(screen()->availableGeometry().size()));
    m_docks->reset();
    // What an earlier version has left is no layout of these docks, and its size was that of another window.
    m_wasLeft = m_docks->restore(m_settings->dockLayout());
    if (m_wasLeft) {
        restoreGeometry(m_settings->windowGeometry());
        m_docks->restore(m_settings->dockLayout());
    }
    if (m_settings->isLockPinned())
        m_flyout->setPinned(true);
}

void MainWindow::open()
{
    if (m_wasLeft)
        show();
    else
        showMaximized();
}

void MainWindow::welcome()
{
    m_welcome->welcome();
}

void MainWindow::nameLeftOut(const QStringList &things)
{
    m_leftOut->name(things);
}

void MainWindow::setTokens(const std::shared_ptr<TokenKeeper> &tokens)
{
    m_menus->tokens()->setVisible(true);
    connect(m_menus->tokens(), &QAction::triggered, this, [this, tokens] {
        auto *dialog = new TokensDialog(tokens, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show(); // not modal: STOP stays in reach
    });
}

void MainWindow::tellBrokenOff(const BrokenOffRun &run)
{
    m_brokenOff->tell(run);
}

void MainWindow::setInsecure()
{
    auto *insecure = new PlainLabel(tr("INSECURE: clients need no token"), this);
    insecure->setObjectName(QStringLiteral("insecure"));
    insecure->setToolTip(tr("Holdfast was started with --insecure: every client that reaches the "
                            "server may move the instrument."));
    QFont font = insecure->font();
    font.setBold(true);
    insecure->setFont(font);
    insecure->setContentsMargins(8, 0, 8, 2);
    menuWidget()->layout()->addWidget(insecure); // beside STOP, which is never hidden
}

void MainWindow::setServerAddress(const QUrl &address, const QString &fingerprint)
{
    m_serverBar->hide();
    m_things->setServerAddress(address);
    if (m_light)
        m_light->setServer(address);
    m_invocations->setServerAddress(address);
    const QString text = address.toString().toHtmlEscaped();
    const QString link = QStringLiteral("<a href=\"%1\">%2</a>");
    m_address->setTexts({tr("Serving at %1").arg(link.arg(text, text)), link.arg(text, text),
                         link.arg(text, tr("port %1").arg(address.port()))});
    QString explanation = tr("Where clients reach this instrument");
    if (!fingerprint.isEmpty())
        explanation += u'\n' + tr("SHA-256 fingerprint of the certificate: %1").arg(fingerprint);
    m_address->setToolTip(explanation);
    m_port = address.port();
    showTitle();
}

void MainWindow::setServerProblem(const QString &problem, quint16 otherPort)
{
    m_serverBar->showProblem(problem, otherPort);
    m_things->setServerAddress({});
    if (m_light)
        m_light->setServer({});
    m_invocations->setServerAddress({});
    showNoServer();
    m_port = 0;
    showTitle();
}

void MainWindow::setServerNeighbour(const QUrl &page)
{
    m_serverBar->showNeighbour(page);
}

void MainWindow::keepPositions(const QString &file)
{
    m_positions->keepIn(file);
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
    m_positions->keepNow();
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
