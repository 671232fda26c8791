// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/things/builtinthings.h"
#include "core/client/portinquiry.h"
#include "core/config/configurationreader.h"
#include "core/server/server.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"
#include "ui/mainwindow/mainwindow.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <memory>
#include <optional>

namespace tst_window {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

//! \brief How long the test's thread, which is the window's, was away from its event loop.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longestPause = std::max(m_longestPause, m_clock.restart());
            ++m_beats;
        });
        m_clock.start();
        m_timer.start(10);
    }

    int beats() const { return m_beats; }
    qint64 longestPause() const { return m_longestPause; } //!< milliseconds

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_beats = 0;
    qint64 m_longestPause = 0;
};

} // namespace

//! The real window, station, server and simulated microscope, and a client in another thread.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aKeyMovesTheStage();
    void aKeyChoosesTheUnitOfLengths();
    void keysFocus();
    void showsWhoHoldsTheLockAndRefusesTheOperatorWithTheReason();
    void takingControlWaitsForARemoteActionThenKeepsOthersOut();
    void breakingEndsARemoteActionAndTellsItByWhomAndWhy();
    void askingReachesTheOwnersLog();
    void localOnlyRefusesChangesAndLetsReadsGoOn();
    void aStopStaysUntilItIsCleared();
    void closingTheWindowGivesControlBack();
    void offersAnotherPortWhenTheFirstIsTaken();
    void offersThePageOfAHoldfastThatHasThePort();

private:
    QUrl path(const char *relative) const
    {
        return m_server->url().resolved(QUrl(QString::fromLatin1(relative)));
    }
    QString text(const char *label) const
    {
        const auto *found = m_window->findChild<QLabel *>(QString::fromLatin1(label));
        return found && found->isVisible() ? found->text() : QString();
    }
    //! Returns the cells of the table of the waiters, row by row.
    QString queue() const;
    //! Returns an invocation, as the server reports it; null when it does not.
    Json invocation(const HttpAnswer &started);
    QString stateOf(const HttpAnswer &started);
    //! Starts a move of a minute and a half by the scan, unless it is ended earlier.
    HttpAnswer startLongMove();
    //! Returns the refusal that the other client gets when it moves the stage: empty when it may.
    QString refusalOfTheOther();
    //! Presses a button once it is enabled; false when it never is.
    bool press(const char *button) const;
    void giveReason(const QString &reason) const;
    void pressKey(Qt::Key key) const { QTest::keyClick(m_window->windowHandle(), key); }

    const QTemporaryDir m_data;
    std::unique_ptr<Station> m_station;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<HttpClient> m_scan;
    std::unique_ptr<HttpClient> m_other;
};

void TestWindow::init()
{
    // All but the messages of the platform without a screen about itself.
    // A move that a stop reaches before it is cancelled ends as one that failed.
    QTest::failOnWarning(QRegularExpression(QStringLiteral(
        "^(?!This plugin does not support|stage.move_relative failed: The stage was stopped)")));
    const ThingRegistry registry = builtInThings();
    std::vector<ThingSpec> things;
    for (const ConfiguredThing &thing :
         ConfigurationReader(registry, reservedThingNames()).builtIn().things)
        things.push_back({thing.name, thing.make});
    StationOptions stationOptions;
    stationOptions.dataFolder = m_data.path();
    m_station = std::make_unique<Station>(stationOptions, std::move(things));
    QVERIFY(m_station->start());
    m_server = std::make_unique<Server>(*m_station);
    m_window = std::make_unique<MainWindow>(
        Session(*m_station, {Principal::Kind::Operator, QStringLiteral("operator"), {}}));
    ServerOptions options;
    options.port = 0;
    const Result<QUrl> url = m_server->start(options);
    QVERIFY(url);
    m_window->setServerAddress(*url);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), s_limit));
    pressKey(Qt::Key_L); // what the lock panel says is what most of these tests look at
    pressKey(Qt::Key_U); // and lengths in steps
    m_scan = std::make_unique<HttpClient>("tile scan");
    m_other = std::make_unique<HttpClient>("autofocus script");
}

void TestWindow::cleanup()
{
    m_scan.reset();
    m_other.reset();
    m_server.reset();
    m_window.reset();
    QVERIFY(m_station->shutdown(std::chrono::seconds {30}).isEmpty());
    m_station.reset();
}

QString TestWindow::queue() const
{
    const auto *table = m_window->findChild<QAbstractItemView *>(QStringLiteral("lockQueueTable"));
    QString cells;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells += table->model()->index(row, column).data().toString() + u'|';
        cells += u'\n';
    }
    return cells;
}

Json TestWindow::invocation(const HttpAnswer &started)
{
    const QUrl href(
        toQString(Json::parse(started.body.toStdString()).at("href").get<std::string>()));
    const HttpAnswer answer = m_other->ask("GET", href);
    return answer.status == 200 ? Json::parse(answer.body.toStdString()) : Json();
}

QString TestWindow::stateOf(const HttpAnswer &started)
{
    const Json found = invocation(started);
    return found.is_null() ? QString() : found.at("status").get<QString>();
}

HttpAnswer TestWindow::startLongMove()
{
    const HttpAnswer scan = m_scan->ask("POST", path("/stage/move_relative"), "{\"x\": 90000}");
    const bool runs = QTest::qWaitFor(
        [&] { return text("lockHeadline").startsWith(QStringLiteral("tile scan")); }, s_limit);
    return runs ? scan : HttpAnswer();
}

QString TestWindow::refusalOfTheOther()
{
    const HttpAnswer move = m_other->ask("POST", path("/stage/move_relative"), "{\"z\": 1}");
    const bool ended = QTest::qWaitFor(
        [&] {
            const QString state = stateOf(move);
            return state == QStringLiteral("completed") || state == QStringLiteral("error");
        },
        s_limit);
    if (!ended)
        return QStringLiteral("it did not end");
    return stateOf(move) == QStringLiteral("completed")
               ? QString()
               : QString::fromStdString(invocation(move).dump());
}

bool TestWindow::press(const char *button) const
{
    auto *found = m_window->findChild<QPushButton *>(QString::fromLatin1(button));
    const bool ready =
        QTest::qWaitFor([&] { return found->isVisible() && found->isEnabled(); }, s_limit);
    QTest::mouseClick(found, Qt::LeftButton);
    return ready;
}

void TestWindow::giveReason(const QString &reason) const
{
    m_window->findChild<QLineEdit *>(QStringLiteral("reasonEdit"))->setText(reason);
}

void TestWindow::aKeyMovesTheStage()
{
    QTRY_COMPARE_WITH_TIMEOUT(text("position_x"), QStringLiteral("0"), s_limit);
    const int step = m_window->findChild<QSpinBox *>(QStringLiteral("stepXYBox"))->value();
    pressKey(Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_x"), QString::number(step), s_limit);
    pressKey(Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_y"), QString::number(-step), s_limit);
    QCOMPARE(text("position_x"), QString::number(step));
    // All clients see the same.
    const HttpAnswer position = m_other->ask("GET", path("/stage/position"));
    QCOMPARE(Json::parse(position.body.toStdString()).at("x").get<int>(), step);
    QTRY_COMPARE_WITH_TIMEOUT(text("lockHeadline"), QStringLiteral("Free"), s_limit);
}

void TestWindow::aKeyChoosesTheUnitOfLengths()
{
    pressKey(Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_x"), QStringLiteral("200"), s_limit);
    pressKey(Qt::Key_U);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_x"), QStringLiteral("16.00"), s_limit);
    const auto *range = m_window->findChild<QSpinBox *>(QStringLiteral("focusRange"));
    const auto *plane = m_window->findChild<QSpinBox *>(QStringLiteral("scanPlaneStep"));
    QCOMPARE(range->text(), QStringLiteral("100 \u00b5m"));
    QVERIFY2(plane->text().endsWith(QStringLiteral(" \u00b5m")), qPrintable(plane->text()));
    pressKey(Qt::Key_U);
    QCOMPARE(text("position_x"), QStringLiteral("200"));
    QCOMPARE(range->text(), QStringLiteral("2000 steps"));
    QVERIFY2(plane->text().endsWith(QStringLiteral(" steps")), qPrintable(plane->text()));
}

void TestWindow::keysFocus()
{
    const auto z = [this] {
        const HttpAnswer answer = m_other->ask("GET", path("/stage/position"));
        return Json::parse(answer.body.toStdString()).at("z").get<int>();
    };
    // Nothing is known yet: the panel comes to the front and says so.
    pressKey(Qt::Key_G);
    QTRY_COMPARE_WITH_TIMEOUT(text("lastGoodZ"), QStringLiteral("No focus has been found yet."),
                              s_limit);
    pressKey(Qt::Key_PageUp);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_z"), QStringLiteral("50"), s_limit);
    pressKey(Qt::Key_A);
    QTRY_VERIFY_WITH_TIMEOUT(text("lastGoodZ").startsWith(QStringLiteral("Last good z: ")),
                             s_limit);
    QTRY_COMPARE_WITH_TIMEOUT(text("focusStatusText"), QStringLiteral("Ready"), s_limit);
    const int good = z();
    for (int i = 0; i < 5; ++i)
        pressKey(Qt::Key_PageUp);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_z"), QString::number(good + 250), s_limit);
    QTRY_COMPARE_WITH_TIMEOUT(text("moveStatusText"), QStringLiteral("Ready"), s_limit);
    pressKey(Qt::Key_G);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_z"), QString::number(good), s_limit);
}

void TestWindow::showsWhoHoldsTheLockAndRefusesTheOperatorWithTheReason()
{
    const Heartbeat heartbeat;

    // A scan holds the lock for a minute and a half, unless it is stopped; a script waits for it.
    const HttpAnswer scan = m_scan->ask("POST", path("/stage/move_relative"), "{\"x\": 90000}");
    QCOMPARE(scan.status, 201);
    QTRY_VERIFY_WITH_TIMEOUT(text("lockHeadline").startsWith(QStringLiteral("tile scan")), s_limit);
    QCOMPARE(text("lockOperation"), QStringLiteral("stage.move_relative"));
    const Session script(*m_station, Principal::client(QStringLiteral("autofocus script"),
                                                       QStringLiteral("192.0.2.7:4711")));
    const Result<InvocationRecord> waiting =
        script.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"), Json {{"y", 5}},
                      std::chrono::minutes {10});
    QVERIFY(waiting);
    QTRY_VERIFY_WITH_TIMEOUT(queue().contains(QStringLiteral("autofocus script"))
                                 && queue().contains(QStringLiteral("stage.move_relative")),
                             s_limit);

    // The operator's move waits and names the owner, and the line shows it to all clients ...
    const QString y = text("position_y");
    pressKey(Qt::Key_Up);
    QTRY_VERIFY_WITH_TIMEOUT(
        text("moveStatusText").startsWith(QStringLiteral("Waiting for tile scan")), s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(queue().contains(QStringLiteral("operator")), s_limit);
    // ... then it is refused with the reason in plain sight.
    QTRY_VERIFY_WITH_TIMEOUT(text("moveStatusText").startsWith(QStringLiteral("Not moved.")),
                             s_limit);
    QVERIFY2(
        text("moveStatusText").contains(QStringLiteral("The global lock could not be acquired"))
            && text("moveStatusText").contains(QStringLiteral("tile scan")),
        qPrintable(text("moveStatusText")));
    QTRY_VERIFY_WITH_TIMEOUT(!queue().contains(QStringLiteral("operator")), s_limit);
    QCOMPARE(text("position_y"), y);

    // STOP needs no lock: the scan ends, and so do the waiters behind it.
    QCOMPARE(stateOf(scan), QStringLiteral("running"));
    QTest::ignoreMessage(QtWarningMsg, "Emergency stop by operator.");
    auto *stop = m_window->findChild<QPushButton *>(QStringLiteral("stopButton"));
    QVERIFY(stop->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(scan) == QStringLiteral("cancelled")
                                 || stateOf(scan) == QStringLiteral("error"),
                             s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(script.invocation(waiting->id)->state == InvocationState::Cancelled,
                             s_limit);
    QTRY_COMPARE_WITH_TIMEOUT(text("lockHeadline"), QStringLiteral("Stopped"), s_limit);
    QVERIFY(!text("stopReport").isEmpty());
    QCOMPARE(queue(), QString());

    // And then, once the stop is cleared, it is the operator's turn.
    QVERIFY(press("clearStopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(text("lockHeadline"), QStringLiteral("Free"), s_limit);
    pressKey(Qt::Key_Up);
    const int step = m_window->findChild<QSpinBox *>(QStringLiteral("stepXYBox"))->value();
    QTRY_COMPARE_WITH_TIMEOUT(text("position_y"), QString::number(y.toInt() + step), s_limit);

    // The jog alone waited for two seconds: if it blocked this thread, the pause would be longer.
    QVERIFY2(heartbeat.longestPause() < 1500,
             qPrintable(QString::number(heartbeat.longestPause())));
    QVERIFY(heartbeat.beats() > 20);
}

void TestWindow::takingControlWaitsForARemoteActionThenKeepsOthersOut()
{
    const HttpAnswer scan = startLongMove();
    QCOMPARE(scan.status, 201);
    QVERIFY(press("takeControlButton"));
    QTRY_VERIFY_WITH_TIMEOUT(
        text("takeControlButtonText").startsWith(QStringLiteral("Waiting for control")), s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(queue().contains(QStringLiteral("takes control")), s_limit);
    QCOMPARE(stateOf(scan), QStringLiteral("running"));

    const QUrl href(toQString(invocation(scan).at("href").get<std::string>()));
    m_scan->ask("DELETE", href);
    QTRY_VERIFY_WITH_TIMEOUT(
        text("takeControlButtonText").startsWith(QStringLiteral("You have control")), s_limit);
    QTRY_COMPARE_WITH_TIMEOUT(text("lockHeadline"), QStringLiteral("operator"), s_limit);
    const QString refusal = refusalOfTheOther();
    QVERIFY2(refusal.contains(QStringLiteral("operator holds it")), qPrintable(refusal));

    // Under control the operator's own move does not wait.
    const int y = text("position_y").toInt();
    const int step = m_window->findChild<QSpinBox *>(QStringLiteral("stepXYBox"))->value();
    pressKey(Qt::Key_Up);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_y"), QString::number(y + step), s_limit);

    QVERIFY(press("takeControlButton")); // gives it back
    QTRY_COMPARE_WITH_TIMEOUT(text("lockHeadline"), QStringLiteral("Free"), s_limit);
    QCOMPARE(refusalOfTheOther(), QString());
}

void TestWindow::breakingEndsARemoteActionAndTellsItByWhomAndWhy()
{
    const HttpAnswer scan = startLongMove();
    QCOMPARE(scan.status, 201);
    QVERIFY(press("breakHoldButton"));
    QVERIFY(text("reasonQuestion").contains(QStringLiteral("tile scan")));
    QVERIFY(text("reasonQuestion").contains(QStringLiteral("stage.move_relative")));
    giveReason(QStringLiteral("the lens is in the way"));
    QTest::ignoreMessage(
        QtWarningMsg, QRegularExpression(QStringLiteral("operator broke the hold of tile scan")));
    QVERIFY(press("confirmReasonButton"));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(scan), QStringLiteral("cancelled"), s_limit);
    const QString said = QString::fromStdString(invocation(scan).dump());
    QVERIFY2(said.contains(QStringLiteral("operator broke the hold of tile scan"))
                 && said.contains(QStringLiteral("the lens is in the way")),
             qPrintable(said));
    QTRY_VERIFY_WITH_TIMEOUT(text("lockAnswer").endsWith(QStringLiteral("has ended.")), s_limit);
    QCOMPARE(refusalOfTheOther(), QString());
}

void TestWindow::askingReachesTheOwnersLog()
{
    const HttpAnswer scan = startLongMove();
    QCOMPARE(scan.status, 201);
    QVERIFY(press("askForLockButton"));
    giveReason(QStringLiteral("five minutes for a new sample"));
    QVERIFY(press("confirmReasonButton"));
    QTRY_VERIFY_WITH_TIMEOUT(invocation(scan).at("log").dump().find("five minutes for a new sample")
                                 != std::string::npos,
                             s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(text("lockAsks").contains(QStringLiteral("five minutes")), s_limit);
    QCOMPARE(stateOf(scan), QStringLiteral("running"));
}

void TestWindow::localOnlyRefusesChangesAndLetsReadsGoOn()
{
    QVERIFY(press("localOnlyButton"));
    giveReason(QStringLiteral("changing the sample"));
    QVERIFY(press("confirmReasonButton"));
    QTRY_VERIFY_WITH_TIMEOUT(text("localOnlyButtonText").startsWith(QStringLiteral("On since")),
                             s_limit);
    const QString refusal = refusalOfTheOther();
    QVERIFY2(refusal.contains(QStringLiteral("reserved for this machine by operator"))
                 && refusal.contains(QStringLiteral("changing the sample")),
             qPrintable(refusal));
    QCOMPARE(m_other->ask("GET", path("/stage/position")).status, 200);
    // The operator goes on.
    const int x = text("position_x").toInt();
    const int step = m_window->findChild<QSpinBox *>(QStringLiteral("stepXYBox"))->value();
    pressKey(Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(text("position_x"), QString::number(x + step), s_limit);
    QVERIFY(press("localOnlyButton"));
    QTRY_COMPARE_WITH_TIMEOUT(text("lockRemark"), QStringLiteral("The global lock is free."),
                              s_limit);
    QCOMPARE(refusalOfTheOther(), QString());
}

void TestWindow::aStopStaysUntilItIsCleared()
{
    QTest::ignoreMessage(QtWarningMsg, "Emergency stop by operator.");
    QVERIFY(press("stopButton"));
    QTRY_VERIFY_WITH_TIMEOUT(
        text("stopState").startsWith(QStringLiteral("EVERYTHING IS STOPPED by operator")), s_limit);
    const QString refusal = refusalOfTheOther();
    QVERIFY2(refusal.contains(QStringLiteral("stopped by operator")), qPrintable(refusal));
    QCOMPARE(m_other->ask("GET", path("/stage/position")).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(
        text("moveStatusText").endsWith(QStringLiteral("clear the stop first.")), s_limit);
    QVERIFY(!m_window->findChild<QWidget *>(QStringLiteral("moveLeftButton"))->isEnabled());

    QVERIFY(press("clearStopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(text("moveStatusText"), QStringLiteral("Ready"), s_limit);
    QVERIFY(text("stopState").isEmpty());
    QCOMPARE(refusalOfTheOther(), QString());
}

void TestWindow::closingTheWindowGivesControlBack()
{
    QVERIFY(press("takeControlButton"));
    QTRY_COMPARE_WITH_TIMEOUT(text("lockHeadline"), QStringLiteral("operator"), s_limit);
    QVERIFY(!refusalOfTheOther().isEmpty());
    QVERIFY(m_window->close());
    QCOMPARE(refusalOfTheOther(), QString());
}

void TestWindow::offersAnotherPortWhenTheFirstIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    m_server->shutdown();
    ServerOptions options;
    options.port = other.serverPort();
    const Result<QUrl> url = m_server->start(options);
    QVERIFY(!url);
    m_window->setServerProblem(url.error().message(), 1234);
    QVERIFY2(text("serverProblem").contains(QString::number(other.serverPort())),
             qPrintable(text("serverProblem")));

    const QSignalSpy retried(m_window.get(), &MainWindow::retryServer);
    QTest::mouseClick(m_window->findChild<QPushButton *>(QStringLiteral("retryServerButton")),
                      Qt::LeftButton);
    QCOMPARE(retried.count(), 1);
    QCOMPARE(retried.first().first().value<quint16>(), quint16 {1234});
    options.port = 0;
    const Result<QUrl> again = m_server->start(options);
    QVERIFY(again);
    m_window->setServerAddress(*again);
    QVERIFY(text("serverProblem").isEmpty());
    QVERIFY(text("serverAddress").contains(again->toString()));
    QCOMPARE(m_other->ask("GET", path("/things/")).status, 200);
}

void TestWindow::offersThePageOfAHoldfastThatHasThePort()
{
    const QUrl address = path("/");
    std::optional<PortOwner> owner;
    PortInquiry inquiry;
    inquiry.ask(address.host(), quint16(address.port()),
                [&owner](const PortOwner &found) { owner = found; });
    QTRY_VERIFY_WITH_TIMEOUT(owner, s_limit);
    QCOMPARE(owner->kind, PortOwner::Kind::Holdfast);
    QCOMPARE(owner->version, QStringLiteral(HOLDFAST_VERSION));
    QCOMPARE(owner->page, address);

    auto *open = m_window->findChild<QPushButton *>(QStringLiteral("openNeighbourButton"));
    m_window->setServerProblem(QStringLiteral("Port 5000 is in use by another program."), 5001);
    QVERIFY(!open->isVisible());
    m_window->setServerNeighbour(owner->page);
    QVERIFY2(text("serverProblem").contains(address.toString()), qPrintable(text("serverProblem")));
    const QSignalSpy wanted(m_window.get(), &MainWindow::pageWanted);
    QTest::mouseClick(open, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toUrl(), address);
    // The next port may be taken by another program.
    m_window->setServerProblem(QStringLiteral("Port 5001 is in use by another program."), 5002);
    QVERIFY(!open->isVisible());
}

HOLDFAST_TEST(TestWindow)

} // namespace tst_window

#include "tst_window.moc"
