// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/mainwindow/openpart.h"
#include "tests/ui/nowarnings.h"
#include "ui/camera/timelapse/timelapse.h"
#include "ui/live/liveview.h"
#include "ui/lock/lockqueuemodel.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBuffer>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QUrl>

namespace tst_mainwindow {

using namespace Holdfast;

namespace {

//! \brief The main window over a bench, and its visible state.
struct Desk
{
    explicit Desk(const Fake::Bench::Parts &parts = {true, true, true})
        : bench(parts)
        , window(bench.operatorSession)
    {
        window.show();
    }

    template<typename T>
    T *find(const char *name) const
    {
        return window.findChild<T *>(QLatin1StringView(name));
    }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    void press(Qt::Key key) { QTest::keyClick(window.windowHandle(), key); }

    Fake::Bench bench;
    MainWindow window;
};

//! Answers a question.
void press(const QMessageBox *box, QMessageBox::ButtonRole role)
{
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == role)
            button->click();
    }
}

//! Counts how often the GUI thread comes round.
class Pulse : public QTimer
{
public:
    Pulse()
    {
        setTimerType(Qt::PreciseTimer);
        setInterval(5);
        callOnTimeout(this, [this] { ++m_count; });
        m_clock.start();
        start();
    }
    //! Beats in a second.
    double rate() const
    {
        return m_count * 1000.0 / double(std::max<qint64>(1, m_clock.elapsed()));
    }

private:
    int m_count = 0;
    QElapsedTimer m_clock;
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aKeyMovesTheStageFromTheStart()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        desk.press(Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("position_x"), QStringLiteral("200"), 30'000);
    }

    void goesOnShowingThatClientsNeedNoToken()
    {
        Desk desk;
        QVERIFY(!desk.window.findChild<QLabel *>(QStringLiteral("insecure")));
        desk.window.setInsecure();
        desk.window.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:5002/")));
        const auto *label = desk.window.findChild<QLabel *>(QStringLiteral("insecure"));
        QVERIFY(label);
        QTRY_VERIFY_WITH_TIMEOUT(label->isVisible(), 30'000);
        QVERIFY(label->text().contains(QStringLiteral("INSECURE")));
        desk.press(Qt::Key_P); // only the picture, the bar and STOP
        QVERIFY(label->isVisible());
    }

    void whileSomeoneElseHoldsTheLockEverythingAnswers()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));

        double idle = 0;
        {
            const Pulse pulse;
            QTest::qWait(1000);
            idle = pulse.rate();
        }

        const Pulse pulse;
        const InvocationRecord scan = desk.bench.holdRemotely();
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("lockHeadline"),
                                  QStringLiteral("tile scan (127.0.0.1:40112)"), 30'000);
        QCOMPARE(desk.text("lockOperation"), QStringLiteral("stage.move_relative"));

        desk.press(Qt::Key_Right);
        QVERIFY(desk.text("moveStatusText").startsWith(QStringLiteral("Waiting for tile scan")));
        const auto *queue = desk.find<QTableView>("lockQueueTable")->model();
        QTRY_COMPARE_WITH_TIMEOUT(queue->rowCount(), 1, 30'000);
        QCOMPARE(queue->index(0, LockQueueModel::WhoColumn).data().toString(),
                 QStringLiteral("operator"));
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.text("moveStatusText").startsWith(QStringLiteral("Not moved.")), 30'000);
        QVERIFY(desk.text("moveStatusText").contains(QStringLiteral("tile scan")));
        QVERIFY(desk.find<QLabel>("moveStatusText")->isVisible());

        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("Emergency stop by operator")));
        QTest::mouseClick(desk.find<QAbstractButton>("stopButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(desk.text("stopReport").contains(QStringLiteral("stage")), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.bench.operatorSession.invocation(scan.id)->state,
                                  InvocationState::Cancelled, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("lockHeadline"), QStringLiteral("Stopped"), 30'000);
        const double busy = pulse.rate();
        QVERIFY2(busy > idle / 3,
                 qPrintable(QStringLiteral("%1 turns a second, idle %2").arg(busy).arg(idle)));
    }

    void aHiddenWindowCostsTheCameraNothing()
    {
        Desk desk;
        const FrameStream *stream = desk.bench.controls->stream;
        QVERIFY(stream->isWatched());
        desk.window.hide();
        QVERIFY(!stream->isWatched());
    }

    void aTakenPortIsSaidAndAnotherOffered()
    {
        Desk desk;
        auto *bar = desk.find<QWidget>("serverBar");
        QVERIFY(!bar->isVisible());
        desk.window.setServerProblem(QStringLiteral("Port 5000 is taken."), 5001);
        QVERIFY(bar->isVisible());
        QCOMPARE(desk.text("serverProblem"), QStringLiteral("Port 5000 is taken."));
        QSignalSpy retried(&desk.window, &MainWindow::retryServer);
        desk.find<QSpinBox>("serverPortBox")->setValue(5002);
        desk.find<QAbstractButton>("retryServerButton")->click();
        QCOMPARE(retried.count(), 1);
        QCOMPARE(retried.first().first().value<quint16>(), quint16(5002));
        desk.window.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:5002/")));
        QVERIFY(!bar->isVisible());
        QVERIFY(desk.text("serverAddress").contains(QStringLiteral("http://127.0.0.1:5002/")));
    }

    void picturesThatAreNotSavedAreNotLostWithoutAQuestion()
    {
        const Fake::Bench bench({true, true, true, false, true});
        UserSettings settings({});
        settings.setPictureFolder(QStringLiteral("/proc/self")); // where nothing can be written
        MainWindow window(bench.operatorSession, &settings);
        window.show();
        window.findChild<QAbstractButton *>(QStringLiteral("snapButton"))->click();
        const auto *again =
            window.findChild<QAbstractButton *>(QStringLiteral("trySnapAgainButton"));
        QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), 30'000);
        QSignalSpy closed(&window, &MainWindow::closed);
        const auto answer = [&window](QMessageBox::ButtonRole role) {
            const auto *box = window.findChild<QMessageBox *>(QStringLiteral("closingDialog"));
            for (QAbstractButton *button : box->buttons()) {
                if (box->buttonRole(button) == role)
                    button->click();
            }
        };
        QVERIFY(!window.close());
        QVERIFY(!window.close()); // one question is enough
        QCOMPARE(window.findChildren<QMessageBox *>().size(), 1);
        answer(QMessageBox::RejectRole);
        QCOMPARE(closed.count(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChildren<QMessageBox *>().isEmpty(), 30'000);
        QVERIFY(!window.close());
        answer(QMessageBox::DestructiveRole);
        QCOMPARE(closed.count(), 1);
    }

    void closingWhileAClientWorksAsksOnce_data()
    {
        QTest::addColumn<bool>("byLease");
        QTest::newRow("an action") << false;
        QTest::newRow("a lease that rests") << true;
    }

    void closingWhileAClientWorksAsksOnce()
    {
        QFETCH(bool, byLease);
        Desk desk;
        if (byLease)
            QVERIFY(desk.bench.remoteSession.lock()
                        .lease({.principal = desk.bench.remoteSession.principal()})
                        .wait());
        else
            desk.bench.holdRemotely();
        QSignalSpy closed(&desk.window, &MainWindow::closed);
        QVERIFY(!desk.window.close());
        QVERIFY(!desk.window.close());
        auto boxes = desk.window.findChildren<QMessageBox *>();
        QCOMPARE(boxes.size(), 1);
        QVERIFY2(boxes.first()->text().contains(desk.bench.remoteSession.principal().name),
                 qPrintable(boxes.first()->text()));
        press(boxes.first(), QMessageBox::RejectRole);
        QTRY_VERIFY_WITH_TIMEOUT(desk.window.findChildren<QMessageBox *>().isEmpty(), 30'000);
        QCOMPARE(closed.count(), 0);
        QVERIFY(!desk.window.close());
        press(desk.window.findChild<QMessageBox *>(), QMessageBox::DestructiveRole);
        QCOMPARE(closed.count(), 1);
    }

    void closingWhileASeriesRunsAsks()
    {
        Desk desk({true, true, true, false, true});
        auto *series = desk.window.findChild<TimeLapse *>();
        series->start({std::chrono::hours {1}, 0});
        QVERIFY(series->isRunning());
        QSignalSpy closed(&desk.window, &MainWindow::closed);
        QVERIFY(!desk.window.close());
        press(desk.window.findChild<QMessageBox *>(), QMessageBox::DestructiveRole);
        QCOMPARE(closed.count(), 1);
    }

    void closingTellsTheApplication()
    {
        Desk desk;
        QSignalSpy closed(&desk.window, &MainWindow::closed);
        QVERIFY(desk.window.close());
        QCOMPARE(closed.count(), 1);
    }

    void closingGivesControlBack()
    {
        Desk desk;
        desk.find<QAbstractButton>("takeControlButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("lockHeadline"), QStringLiteral("operator"), 30'000);
        QVERIFY(desk.bench.operatorSession.lock().hasControl());
        QVERIFY(desk.window.close());
        QVERIFY(!desk.bench.operatorSession.lock().hasControl());
    }

    void theReminderCanGiveControlBack()
    {
        Desk desk;
        desk.find<QAbstractButton>("takeControlButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("lockHeadline"), QStringLiteral("operator"), 30'000);
        desk.find<QAbstractButton>("idleGiveBackButton")->click(); // shown after five minutes
        QVERIFY(!desk.bench.operatorSession.lock().hasControl());
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("lockHeadline"), QStringLiteral("Free"), 30'000);
    }

    void aHoldThatWasBrokenIsSaidAboveThePicture()
    {
        Desk desk;
        const LockAccess stranger = desk.bench.remoteSession.lock();
        desk.find<QAbstractButton>("takeControlButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("lockHeadline"), QStringLiteral("operator"), 30'000);
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("broke the hold of operator")));
        QVERIFY(
            bool(stranger.breakHold(QStringLiteral("smoke"), stranger.status().generation).wait()));
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QWidget>("breakNotice")->isVisible(), 30'000);
        QVERIFY(desk.text("breakNoticeText").contains(QStringLiteral("smoke")));
        desk.find<QAbstractButton>("breakSeenButton")->click();
        QVERIFY(!desk.find<QWidget>("breakNotice")->isVisible());
    }

    void aLostDeviceIsSaidAboveThePictureUntilItIsBack()
    {
        Desk desk;
        const auto *notice = desk.find<QWidget>("faultNotice");
        QVERIFY(!notice->isVisible());
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("does not answer")));
        desk.bench.controls->stage.load()->beLost();
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), 30'000);
        QCOMPARE(desk.text("faultNoticeText"),
                 QStringLiteral("stage: The motor board does not answer. Look at its <b>plug."));
        desk.find<QAbstractButton>("faultDetailsButton")->click();
        QVERIFY(desk.text("faultNoticeText").contains(Fake::Stage::lost.details));
        QVERIFY(desk.find<QAbstractButton>("takeControlButton")->isEnabled());
        desk.bench.controls->stage.load()->recover();
        QTRY_VERIFY_WITH_TIMEOUT(!notice->isVisible(), 30'000);
        QVERIFY(!desk.find<QAbstractButton>("faultDetailsButton")->isChecked());
    }

    void anEmptyStationIsShownCalmly()
    {
        Desk desk({.stage = false, .camera = false, .lock = false});
        desk.window.log()->append({QDateTime::currentDateTimeUtc(), LogLevel::Info,
                                   QStringLiteral("holdfast"), QStringLiteral("Started.")});
        QVERIFY(!desk.window.grab().isNull());
        QCOMPARE(desk.text("moveStatusText"), QStringLiteral("No stage is configured."));
        QVERIFY(desk.find<QAbstractButton>("stopButton")->isEnabled());
    }

    void theFirstWindowFitsOnTheScreenWithItsFrame_data()
    {
        QTest::addColumn<QSize>("available");
        QTest::addColumn<QSize>("window");
        QTest::newRow("a small screen") << QSize(1280, 800) << QSize(1240, 720);
        QTest::newRow("a common one") << QSize(1920, 1080) << QSize(1880, 1000);
        QTest::newRow("one with a panel") << QSize(1366, 728) << QSize(1326, 648);
    }

    void theFirstWindowFitsOnTheScreenWithItsFrame()
    {
        QFETCH(QSize, available);
        QTEST(MainWindow::firstSize(available), "window");
    }

    void messagesHaveRoomOnASmallScreen_data()
    {
        QTest::addColumn<QString>("dock");
        QTest::addColumn<QString>("table");
        QTest::newRow("the log's") << QStringLiteral("logDock") << QStringLiteral("logTable");
        QTest::newRow("the invocations'")
            << QStringLiteral("invocationsDock") << QStringLiteral("invocationsTable");
    }

    void messagesHaveRoomOnASmallScreen()
    {
        QFETCH(QString, dock);
        QFETCH(QString, table);
        Desk desk;
        desk.window.resize(MainWindow::firstSize({1280, 800}));
        openPart(desk.window.findChild<QDockWidget *>(dock));
        const auto *shown = desk.window.findChild<QTableView *>(table);
        const int message = shown->model()->columnCount() - 1;
        const auto characters = [&] {
            const int width = shown->viewport()->width() - shown->columnViewportPosition(message);
            const int lines = shown->wordWrap() ? shown->verticalHeader()->defaultSectionSize()
                                                      / shown->fontMetrics().lineSpacing()
                                                : 1;
            return shown->isVisible() ? lines * width / shown->fontMetrics().averageCharWidth() : 0;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(characters() >= 30, qPrintable(QString::number(characters())),
                                  30'000);
    }

    void theStageCannotBeClosed()
    {
        const Desk desk;
        const auto closable = [&](const char *name) {
            return desk.find<QDockWidget>(name)->features().testFlag(
                QDockWidget::DockWidgetClosable);
        };
        QVERIFY(!closable("stageDock"));
        QVERIFY(closable("logDock"));
        QVERIFY(closable("invocationsDock"));
    }

    //! Writes the picture that HOLDFAST_SCREENSHOT names; for looking at.
    void screenshot()
    {
        const QString path = qEnvironmentVariable("HOLDFAST_SCREENSHOT");
        if (path.isEmpty())
            QSKIP("Set HOLDFAST_SCREENSHOT to a file name to get a picture of the window.");
        Desk desk;
        desk.window.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:5000/")));
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        desk.press(Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("moveStatusText"), QStringLiteral("Ready"), 30'000);
        (void)desk.bench.holdRemotely();
        desk.press(Qt::Key_Up);
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QTableView>("lockQueueTable")->model()->rowCount(), 1,
                                  30'000);
        QImage picture(820, 616, QImage::Format_RGB32);
        picture.fill(QColor(220, 215, 217));
        QByteArray jpeg;
        QBuffer buffer(&jpeg);
        buffer.open(QIODevice::WriteOnly);
        picture.save(&buffer, "JPEG");
        desk.bench.controls->stream.load()->publish(jpeg);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.find<LiveView>("liveView")->picture().isNull(), 30'000);
        QVERIFY(desk.window.grab().save(path));
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.text("moveStatusText").startsWith(QStringLiteral("Not moved.")), 30'000);
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("Emergency stop by operator")));
        desk.find<QAbstractButton>("stopButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.text("stopReport").contains(QStringLiteral("stage")), 30'000);
        QVERIFY(desk.window.grab().save(path + QStringLiteral(".stopped.png")));
        const QPalette light = QApplication::palette();
        QPalette dark(QColor(0x35, 0x35, 0x35), QColor(0x2b, 0x2b, 0x2b));
        dark.setColor(QPalette::ToolTipBase, QColor(0x4a, 0x46, 0x2c));
        dark.setColor(QPalette::ToolTipText, Qt::white);
        QApplication::setPalette(dark);
        QTRY_COMPARE_WITH_TIMEOUT(desk.window.palette().window(), dark.window(), 30'000);
        QVERIFY(desk.window.grab().save(path + QStringLiteral(".dark.stopped.png")));
        desk.find<QAbstractButton>("clearStopButton")->click();
        (void)desk.bench.holdRemotely();
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QAbstractButton>("breakHoldButton")->isEnabled(),
                                 30'000);
        QVERIFY(desk.window.grab().save(path + QStringLiteral(".dark.png")));
        QApplication::setPalette(light);
    }
};

HOLDFAST_TEST(TestMainWindow)

} // namespace tst_mainwindow

#include "tst_mainwindow.moc"
