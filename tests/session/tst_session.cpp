// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/session/workbench.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_session {

using namespace Holdfast;

namespace {

const QString bench = QStringLiteral("bench");

QString name(const char *text)
{
    return QString::fromUtf8(text);
}

StationOptions options(bool lockEnabled)
{
    StationOptions result;
    result.globalLockEnabled = lockEnabled;
    result.globalLockLogLevel = LogLevel::Debug;
    return result;
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_lab.reset();
    }
    void cleanup()
    {
        if (m_lab && m_lab->bench) {
            m_lab->bench->goOn.release(100);
            m_lab->bench->unhang.release(100);
        }
        m_lab.reset();
    }

    void readsAndWrites()
    {
        start(true);
        QCOMPARE(read("constant"), Json(1.0));
        QVERIFY(write("locked", 7));
        QCOMPARE(read("locked"), Json(7));
        QVERIFY(write("locked_function", 8));
        QCOMPARE(read("locked_function"), Json(8));
    }

    void whileAnActionHoldsTheLock_data()
    {
        QTest::addColumn<bool>("lockEnabled");
        QTest::addColumn<bool>("holderTakesLock");
        QTest::addColumn<bool>("refused");
        QTest::newRow("a locked action is running") << true << true << true;
        QTest::newRow("an opted-out action is running") << true << false << false;
        QTest::newRow("a locked action is running and the lock is off") << false << true << false;
        QTest::newRow("an opted-out action is running and the lock is off")
            << false << false << false;
    }

    void whileAnActionHoldsTheLock()
    {
        QFETCH(bool, lockEnabled);
        QFETCH(bool, holderTakesLock);
        QFETCH(bool, refused);
        start(lockEnabled);
        const auto holder = m_lab->alice.invoke(
            bench, holderTakesLock ? name("hold") : name("hold_unlocked"), Json::object());
        QVERIFY(holder);
        QVERIFY(m_lab->bench->holding.tryAcquire(1, 30'000));

        // Alice, the owner, is no better off than bob: another request is another holder.
        for (const Session &session : {m_lab->alice, m_lab->bob}) {
            for (const char *property :
                 {"locked", "unlocked", "locked_function", "unlocked_function"})
                QVERIFY2(session.read(bench, name(property)).wait(), property);
            for (const char *property : {"locked", "locked_function"}) {
                const auto done = session.write(bench, name(property), 5).wait();
                QCOMPARE(bool(done), !refused);
                if (refused) {
                    QCOMPARE(done.error().kind(), Error::Kind::Busy);
                    QVERIFY2(done.error().message().startsWith(
                                 name("The global lock could not be acquired")),
                             qPrintable(done.error().message()));
                    QVERIFY(done.error().message().contains(name("alice (127.0.0.1:1)")));
                    QVERIFY(done.error().message().contains(name("bench.hold")));
                }
            }
            for (const char *property : {"unlocked", "unlocked_function"})
                QVERIFY2(session.write(bench, name(property), 5).wait(), property);
            QCOMPARE(run(session, "locked_action"),
                     refused ? InvocationState::Error : InvocationState::Completed);
            QCOMPARE(run(session, "unlocked_action"), InvocationState::Completed);
            QCOMPARE(run(session, "unlocked_action"), InvocationState::Completed);
            if (refused)
                ignoreFailure("bench.write_locked");
            QCOMPARE(run(session, "write_locked", Json {{"value", 3}}),
                     refused ? InvocationState::Error : InvocationState::Completed);
        }
        m_lab->bench->goOn.release();
        QCOMPARE(WorkbenchStation::finished(m_lab->alice, *holder).state,
                 InvocationState::Completed);
        QCOMPARE(run(m_lab->bob, "locked_action"), InvocationState::Completed);
        if (lockEnabled)
            QVERIFY(!m_lab->alice.lockStatus().isHeld());
    }

    void aRefusedActionSaysWhoIsInTheWay()
    {
        StationOptions loud = options(true);
        loud.refusedActionLogLevel = LogLevel::Info;
        start(loud);
        (void)m_lab->alice.invoke(bench, name("hold"), Json::object());
        QVERIFY(m_lab->bench->holding.tryAcquire(1, 30'000));
        const auto refused = finished(m_lab->bob, "locked_action");
        QVERIFY(!refused.started.isValid());
        QVERIFY(refused.completed.isValid());
        QCOMPARE(refused.error->kind(), Error::Kind::Busy);
        QCOMPARE(refused.error->busy()->reason(), GlobalLockBusyError::Reason::Busy);
        QCOMPARE(refused.log.size(), 1);
        const QString &logged = refused.log.first().message;
        QVERIFY2(logged.startsWith(name("Global lock was busy: didn't run locked_action. alice "
                                        "(127.0.0.1:1) holds it for bench.hold since ")),
                 qPrintable(logged));
        QCOMPARE(refused.log.first().level, LogLevel::Info);
        const auto owner = refused.error->busy()->status().owner;
        QCOMPARE(owner->principal.toString(), name("alice (127.0.0.1:1)"));
        QCOMPARE(owner->operation, name("bench.hold"));
    }

    void nestedUseOfOneActionIsItsOwn()
    {
        start(true);
        QCOMPARE(run(m_lab->alice, "nest", Json {{"value", 9}}), InvocationState::Completed);
        QCOMPARE(read("locked"), Json(9));
    }

    void waitsForTheLockAsPending()
    {
        start(true);
        const auto holder = m_lab->alice.invoke(bench, name("hold"), Json::object());
        QVERIFY(m_lab->bench->holding.tryAcquire(1, 30'000));
        const auto waiting = m_lab->bob.invoke(bench, name("locked_action"), Json::object(),
                                               std::chrono::minutes {5});
        const auto behind = m_lab->bob.invoke(bench, name("locked_action"), Json::object(),
                                              std::chrono::minutes {5});
        QCOMPARE(m_lab->bob.invocation(waiting->id)->state, InvocationState::Pending);
        QCOMPARE(m_lab->bob.invocation(waiting->id)->queuePosition, 1);
        QCOMPARE(m_lab->bob.invocation(behind->id)->queuePosition, 2);
        QCOMPARE(m_lab->bob.lockStatus().queue.size(), 2);

        QVERIFY(m_lab->bob.cancel(waiting->id));
        QCOMPARE(m_lab->bob.invocation(waiting->id)->state, InvocationState::Cancelled);
        QCOMPARE(m_lab->bob.invocation(behind->id)->queuePosition, 1);
        m_lab->bench->goOn.release();
        QCOMPARE(WorkbenchStation::finished(m_lab->bob, *behind).state, InvocationState::Completed);
        QCOMPARE(WorkbenchStation::finished(m_lab->bob, *holder).state, InvocationState::Completed);
        QVERIFY(!m_lab->bob.invocation(waiting->id)->started.isValid());
    }

    void cancelsWhatRuns()
    {
        start(true);
        const auto sleeping = m_lab->alice.invoke(bench, name("sleep"), Json {{"seconds", 3600.0}});
        QVERIFY(sleeping);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->alice.invocation(sleeping->id)->state,
                                  InvocationState::Running, 30'000);
        QVERIFY(m_lab->bob.cancel(sleeping->id));
        const auto ended = WorkbenchStation::finished(m_lab->alice, *sleeping);
        QCOMPARE(ended.state, InvocationState::Cancelled);
        QCOMPARE(ended.error->kind(), Error::Kind::Cancelled);
        QCOMPARE(ended.error->title(), name("InvocationCancelledError"));
        QCOMPARE(ended.error->message(), name("The action was cancelled."));
        const auto again = m_lab->bob.cancel(sleeping->id);
        QCOMPARE(again.error().kind(), Error::Kind::Unavailable);
        QCOMPARE(again.error().message(),
                 name("The invocation has ended already (cancelled) and may not be cancelled."));
    }

    void anActionMayDeclineOnce()
    {
        start(true);
        const auto stubborn = m_lab->alice.invoke(bench, name("stubborn"), Json::object());
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->alice.invocation(stubborn->id)->state,
                                  InvocationState::Running, 30'000);
        QVERIFY(m_lab->alice.cancel(stubborn->id));
        QVERIFY(m_lab->bench->ignored.tryAcquire(1, 30'000));
        QCOMPARE(m_lab->alice.invocation(stubborn->id)->state, InvocationState::Running);
        QVERIFY(m_lab->alice.cancel(stubborn->id));
        QCOMPARE(WorkbenchStation::finished(m_lab->alice, *stubborn).state,
                 InvocationState::Cancelled);
    }

    void aCancelRightAfterTheStartIsNeverLost()
    {
        start(true);
        for (int i = 0; i < 200; ++i) {
            const auto sleeping = m_lab->alice.invoke(
                bench, name("sleep"), Json {{"seconds", 3600.0}}, std::chrono::minutes {1});
            QVERIFY(m_lab->alice.cancel(sleeping->id));
            QCOMPARE(WorkbenchStation::finished(m_lab->alice, *sleeping).state,
                     InvocationState::Cancelled);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!m_lab->alice.lockStatus().isHeld(), 30'000);
    }

    void keepsLogProgressAndOutput()
    {
        start(true);
        QTest::ignoreMessage(QtWarningMsg, "two");
        const auto talked = finished(m_lab->alice, "talk");
        QCOMPARE(talked.state, InvocationState::Completed);
        QCOMPARE(talked.log.size(), 2);
        QCOMPARE(talked.log[0].message, name("one"));
        QCOMPARE(talked.log[1].level, LogLevel::Warning);
        QCOMPARE(talked.progress->percent, 50.0);
        const auto image = finished(m_lab->alice, "image");
        QCOMPARE(image.output->blobs.size(), 1);
        QCOMPARE(m_lab->bob.blob(image.output->blobs.first().id())->data(), QByteArray("JPEG"));
        QCOMPARE(m_lab->bob.blob(QUuid::createUuid()).error().kind(), Error::Kind::NotFound);
    }

    void errorsOfThingsBecomeValues()
    {
        start(true);
        ignoreFailure("bench.fail");
        const auto failed = finished(m_lab->alice, "fail");
        QCOMPARE(failed.state, InvocationState::Error);
        QCOMPARE(failed.error->title(), name("MotorError"));
        QCOMPARE(failed.log.last().exceptionType, name("MotorError"));
        QTest::ignoreMessage(QtCriticalMsg, "bench.broken failed: no answer");
        const auto read = m_lab->alice.read(bench, name("broken")).wait();
        QCOMPARE(read.error().title(), name("SensorError"));
        QCOMPARE(read.error().message(), name("no answer"));
        QTest::ignoreMessage(QtCriticalMsg, "bench.broken failed: too far");
        const auto written = m_lab->alice.write(bench, name("broken"), "x").wait();
        QCOMPARE(written.error().title(), name("out_of_range"));
        QVERIFY(!m_lab->alice.lockStatus().isHeld());
    }

    void saysWhatIsWrongWithARequest_data()
    {
        QTest::addColumn<QString>("thing");
        QTest::addColumn<QString>("property");
        QTest::addColumn<Json>("value");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("no such Thing")
            << name("nothing") << name("locked") << Json(1) << Error::Kind::NotFound;
        QTest::newRow("no such property")
            << bench << name("lock") << Json(1) << Error::Kind::NotFound;
        QTest::newRow("read-only")
            << bench << name("constant") << Json(1) << Error::Kind::NotAllowed;
        QTest::newRow("out of range")
            << bench << name("locked") << Json(101) << Error::Kind::Invalid;
        QTest::newRow("beyond an int")
            << bench << name("unlocked") << Json(99999999999) << Error::Kind::Invalid;
        QTest::newRow("not a number")
            << bench << name("locked") << Json("x") << Error::Kind::Invalid;
    }

    void saysWhatIsWrongWithARequest()
    {
        QFETCH(QString, thing);
        QFETCH(QString, property);
        QFETCH(Json, value);
        QFETCH(Error::Kind, kind);
        start(true);
        const auto done = m_lab->alice.write(thing, property, value).wait();
        QVERIFY(!done);
        QCOMPARE(done.error().kind(), kind);
        QVERIFY(!done.error().message().isEmpty());
    }

    void inputsAreChecked()
    {
        start(true);
        QCOMPARE(m_lab->alice.invoke(bench, name("sleep"), Json::object()).error().kind(),
                 Error::Kind::Invalid);
        QCOMPARE(m_lab->alice.invoke(bench, name("hold"), Json {{"x", 1}}).error().kind(),
                 Error::Kind::Invalid);
        QVERIFY(m_lab->alice.invoke(bench, name("briefly"), nullptr));
        QCOMPARE(m_lab->alice.invoke(bench, name("dance"), nullptr).error().kind(),
                 Error::Kind::NotFound);
    }

    void finishedInvocationsExpire()
    {
        StationOptions few = options(true);
        few.keptInvocations = 3;
        start(few);
        const auto brief = m_lab->alice.invoke(bench, name("briefly"), nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!m_lab->alice.invocation(brief->id), 30'000);
        QList<QUuid> ids;
        for (int i = 0; i < 5; ++i)
            ids << finished(m_lab->alice, "locked_action").id;
        QVERIFY(!m_lab->alice.invocation(ids[0]));
        QVERIFY(!m_lab->alice.invocation(ids[1]));
        QVERIFY(m_lab->alice.invocation(ids[2]));
        QCOMPARE(m_lab->alice.invocations(bench, name("locked_action")).size(), 3);
    }

    void stopNeedsNoLock()
    {
        start(true);
        const auto holder = m_lab->alice.invoke(bench, name("hold"), Json::object());
        QVERIFY(m_lab->bench->holding.tryAcquire(1, 30'000));
        const auto report = stop();
        QVERIFY(report);
        QVERIFY(report->isComplete());
        QCOMPARE(report->cancelled, 1);
        QCOMPARE(m_lab->bench->stops.load(), 1);
        QCOMPARE(WorkbenchStation::finished(m_lab->alice, *holder).state,
                 InvocationState::Cancelled);
    }

    void anActionNamedStopNeedsNoLock()
    {
        start(true);
        (void)m_lab->alice.invoke(bench, name("hold"), Json::object());
        QVERIFY(m_lab->bench->holding.tryAcquire(1, 30'000));
        QCOMPARE(run(m_lab->bob, "stop"), InvocationState::Completed);
        QCOMPARE(m_lab->bench->stops.load(), 1);
    }

    void aThingThatHangsInStopIsReportedAsLate()
    {
        start(true);
        m_lab->bench->hangsInStop = true;
        for (int i = 0; i < 2; ++i) {
            const auto report = stop();
            QVERIFY(!report->isComplete());
            QCOMPARE(report->things.first().outcome, StopReport::Outcome::Late);
        }
        QCOMPARE(m_lab->bench->stops.load(), 1); // not called again while it has not come back
        m_lab->bench->unhang.release();
    }

private:
    void start(bool lockEnabled) { start(options(lockEnabled)); }
    void start(const StationOptions &with)
    {
        m_lab = std::make_unique<WorkbenchStation>(with);
        const auto started = m_lab->station.start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().message()));
    }

    static void ignoreFailure(const char *operation)
    {
        QTest::ignoreMessage(
            QtWarningMsg, QRegularExpression(QStringLiteral("^%1 failed: ").arg(name(operation))));
    }
    Result<StopReport> stop()
    {
        QTest::ignoreMessage(QtWarningMsg, "Emergency stop by bob (127.0.0.1:2).");
        return m_lab->bob.stop().wait();
    }
    Json read(const char *property)
    {
        return m_lab->alice.read(bench, name(property)).wait().value().json;
    }
    bool write(const char *property, const Json &value)
    {
        return bool(m_lab->alice.write(bench, name(property), value).wait());
    }
    InvocationRecord finished(const Session &session, const char *action,
                              const Json &input = Json::object())
    {
        return WorkbenchStation::finished(session, *session.invoke(bench, name(action), input));
    }
    InvocationState run(const Session &session, const char *action,
                        const Json &input = Json::object())
    {
        return finished(session, action, input).state;
    }

    std::unique_ptr<WorkbenchStation> m_lab;
};

HOLDFAST_GUILESS_TEST(TestSession)

} // namespace tst_session

#include "tst_session.moc"
