// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockaccess.h"
#include "tests/program/testprogram.h"
#include "tests/session/workbench.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_lockaccess {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;

namespace {

const QString bench = QStringLiteral("bench");
const QString lens = QStringLiteral("the lens is in the way");

QString name(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace

//! Tests the use of the lock itself by an operator and clients, while Things work.
class TestLockAccess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        // The warning about a broken hold, or about a stop of everything, is intended.
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!.*(broke the hold|Emergency stop by)).*")));
        m_lab = std::make_unique<WorkbenchStation>();
        QVERIFY(m_lab->station.start());
        m_person = std::make_unique<Session>(
            m_lab->station, Principal {Principal::Kind::Operator, QStringLiteral("operator"), {}});
    }
    void cleanup()
    {
        m_person.reset();
        m_lab->bench->goOn.release(100);
        m_lab->bench->unhang.release(100);
        m_lab.reset();
    }

    void workUnderALeaseIsOneHold()
    {
        const Session leased = leasedToAlice();
        QVERIFY(!m_lab->bob.write(bench, name("locked"), 1).wait());
        const auto written = leased.write(bench, name("locked"), 2).wait();
        QVERIFY(written);
        QCOMPARE(written->generation, m_lab->station.lock()->status().generation);
        const auto run = WorkbenchStation::finished(
            leased, leased.invoke(bench, name("nest"), Json {{"value", 3}}).value());
        QVERIFY2(run.state == InvocationState::Completed,
                 qPrintable(run.error ? run.error->message() : QString()));
        QCOMPARE(run.generation, written->generation);
        QVERIFY2(!m_lab->alice.write(bench, name("locked"), 4).wait(),
                 "without the token, a client's request is none of the lease's");
        QVERIFY(leased.write(bench, name("unlocked"), 5).wait());
    }

    void aClientCanInsistOnItsGeneration()
    {
        LeaseUse use = leaseOfAlice();
        const Session leased = m_lab->alice.under(use);
        use.expectedGeneration = leased.write(bench, name("locked"), 2).wait()->generation;
        const Session insisting = m_lab->alice.under(use);
        QVERIFY(insisting.write(bench, name("locked"), 3).wait());
        QVERIFY(m_person->lock().takeControl().wait());
        QVERIFY(m_person->write(bench, name("locked"), 7).wait());
        QVERIFY(m_person->lock().giveControlBack());
        const auto late = insisting.write(bench, name("locked"), 4).wait();
        QCOMPARE(late.error().busy()->reason(), Reason::OtherGeneration);
        const auto run = WorkbenchStation::finished(
            insisting, insisting.invoke(bench, name("locked_action"), nullptr).value());
        QVERIFY(run.state == InvocationState::Error);
        QCOMPARE(run.error->busy()->reason(), Reason::OtherGeneration);
        QCOMPARE(m_lab->bench->locked(), 7);
        QVERIFY2(leased.write(bench, name("locked"), 5).wait(), "who does not insist goes on");
    }

    void controlMeansThatTheOperatorsRequestsNeedNotWait()
    {
        const Session copy = *m_person;
        QVERIFY(!m_person->lock().hasControl());
        QVERIFY(m_person->lock().takeControl(QStringLiteral("focus")).wait());
        QVERIFY(copy.lock().hasControl());
        QVERIFY(copy.write(bench, name("locked"), 1).wait());
        QVERIFY(copy.write(bench, name("locked"), 2).wait());
        const auto refused = m_lab->bob.write(bench, name("locked"), 3).wait();
        QVERIFY2(refused.error().message().contains(QStringLiteral("operator holds it on a lease")),
                 qPrintable(refused.error().message()));
        QVERIFY(m_person->lock().takeControl().wait());
        QVERIFY(m_person->lock().giveControlBack());
        QVERIFY(!m_person->lock().giveControlBack());
        QVERIFY(!copy.lock().hasControl());
        QVERIFY(m_lab->bob.write(bench, name("locked"), 3).wait());
    }

    void controlEndsWithItsLastSession()
    {
        auto copy = std::make_unique<Session>(*m_person);
        QVERIFY(copy->lock().takeControl().wait());
        m_person.reset();
        QVERIFY(m_lab->station.lock()->status().isHeld());
        copy.reset();
        QVERIFY(!m_lab->station.lock()->status().isHeld());
    }

    void aSecondTakeMeanwhileWaitsForTheSameControl()
    {
        const auto scan = m_lab->alice.invoke(bench, name("hold"), nullptr);
        m_lab->bench->holding.acquire();
        Reply<void> first = m_person->lock().takeControl();
        Reply<void> second = m_person->lock().takeControl();
        QCOMPARE(m_lab->station.lock()->status().queue.size(), 1);
        m_lab->bench->goOn.release();
        QVERIFY(first.wait());
        QVERIFY(second.wait());
        QVERIFY(m_person->lock().giveControlBack());
        QVERIFY(!m_lab->station.lock()->status().isHeld());
        WorkbenchStation::finished(m_lab->alice, *scan);
    }

    void takingControlWaitsForTheOperationAndCanBeWithdrawn()
    {
        const auto scan = m_lab->alice.invoke(bench, name("hold"), nullptr);
        m_lab->bench->holding.acquire();
        const Reply<void> first = m_person->lock().takeControl();
        QVERIFY(!first.isFinished());
        first.withdraw();
        QVERIFY(first.isFinished());
        Reply<void> second = m_person->lock().takeControl();
        QCOMPARE(m_lab->station.lock()->status().queue.size(), 1);
        m_lab->bench->goOn.release();
        QVERIFY(second.wait());
        QVERIFY(m_person->lock().hasControl());
        WorkbenchStation::finished(m_lab->alice, *scan);
    }

    void onlyAnOperatorTakesControl()
    {
        QCOMPARE(m_lab->alice.lock().takeControl().wait().error().kind(), Error::Kind::Forbidden);
    }

    void whoWorksHearsWhoAsks()
    {
        QCOMPARE(m_person->lock().ask(lens).error().kind(), Error::Kind::Conflict);
        const auto scan = m_lab->alice.invoke(bench, name("hold"), nullptr);
        m_lab->bench->holding.acquire();
        QCOMPARE(m_person->lock().ask({}).error().kind(), Error::Kind::Invalid);
        QCOMPARE(m_person->lock().ask(lens, 4711).error().kind(), Error::Kind::Outdated);
        QVERIFY(m_person->lock().ask(lens));
        const auto record = m_lab->alice.invocation(scan->id);
        QCOMPARE(record->log.last().message,
                 QStringLiteral("operator asks for the lock: %1").arg(lens));
        m_lab->bench->goOn.release();
        WorkbenchStation::finished(m_lab->alice, *scan);
    }

    void aBrokenOperationSaysByWhomAndWhy()
    {
        const auto scan = m_lab->alice.invoke(bench, name("hold"), nullptr);
        m_lab->bench->holding.acquire();
        const quint64 generation = m_lab->station.lock()->status().generation;
        QCOMPARE(breakIt(generation + 1).error().kind(), Error::Kind::Outdated);
        QCOMPARE(m_person->lock().breakHold({}, generation).wait().error().kind(),
                 Error::Kind::Invalid);
        const auto broken = breakIt(generation);
        QVERIFY(broken);
        QCOMPARE(broken->broken.reason, lens);
        QCOMPARE(broken->things.size(), 1);
        QCOMPARE(m_lab->bench->stops.load(), 1);
        const auto ended = WorkbenchStation::finished(m_lab->alice, *scan);
        QVERIFY(ended.state == InvocationState::Cancelled);
        QVERIFY2(
            ended.error->message().contains(QStringLiteral("operator broke the hold of alice")),
            qPrintable(ended.error->message()));
        QCOMPARE(ended.error->broken()->reason, lens);
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->bob.write(bench, name("locked"), 3).wait(), 30'000);
        QCOMPARE(breakIt(generation).error().kind(), Error::Kind::Conflict);
    }

    void noWaiterGetsTheLockBeforeThingsAreSafe()
    {
        const LeaseUse lease = leaseOfAlice();
        m_lab->bench->hangsInStop = true;
        Reply<BreakReport> reply =
            m_person->lock().breakHold(lens, m_lab->station.lock()->status().generation);
        Reply<WriteReceipt> next = m_lab->bob.write(bench, name("locked"), 9, 60s);
        QVERIFY(!next.isFinished());
        QVERIFY(!reply.isFinished());
        m_lab->bench->hangsInStop = false;
        m_lab->bench->unhang.release();
        QVERIFY(reply.wait()->outcome == BreakOutcome::Freed);
        QVERIFY(next.wait());
        QVERIFY(lease.id > 0);
    }

    void aHookThatHangsDoesNotKeepWaitersOutForEver()
    {
        leaseOfAlice();
        m_lab->bench->hangsInStop = true;
        const auto report =
            m_person->lock().breakHold(lens, m_lab->station.lock()->status().generation).wait();
        QVERIFY(report->outcome == BreakOutcome::Freed);
        QVERIFY(report->things.first().outcome == StopReport::Outcome::Late);
        QVERIFY(m_lab->bob.write(bench, name("locked"), 9, 60s).wait());
    }

    void whatDoesNotEndIsShownAsStuck()
    {
        StationOptions options;
        options.globalLockPolicy.breakPatience = 1ms;
        m_person.reset();
        m_lab = std::make_unique<WorkbenchStation>(options);
        QVERIFY(m_lab->station.start());
        m_person = std::make_unique<Session>(
            m_lab->station, Principal {Principal::Kind::Operator, QStringLiteral("operator"), {}});
        const auto deaf = m_lab->alice.invoke(bench, name("stubborn"), nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->station.lock()->status().isHeld()
                                     && m_lab->station.lock()->status().owner->depth > 0,
                                 30'000);
        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(QStringLiteral("The global lock is stuck: its "
                                                               "operation goes on")));
        const auto report = breakIt(m_lab->station.lock()->status().generation);
        QVERIFY(report->outcome == BreakOutcome::Asked);
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->station.lock()->status().owner->stuck, 30'000);
        QVERIFY(m_lab->alice.cancel(deaf->id));
        const auto ended = WorkbenchStation::finished(m_lab->alice, *deaf);
        QVERIFY(ended.state == InvocationState::Cancelled);
        QVERIFY(m_lab->bob.write(bench, name("locked"), 9, 60s).wait());
    }

    void theVictimIsTold()
    {
        QVERIFY(m_person->lock().takeControl().wait());
        const auto broken =
            m_lab->alice.lock().breakHold(lens, m_lab->station.lock()->status().generation).wait();
        QVERIFY(broken);
        QVERIFY(!m_person->lock().hasControl());
        QVERIFY(m_lab->alice.lock().notices().isEmpty());
        const auto notices = m_person->lock().notices();
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().by, m_lab->alice.principal());
        m_person->lock().acknowledge(notices.first());
        QVERIFY(m_person->lock().notices().isEmpty());
        QVERIFY2(m_person->write(bench, name("locked"), 9).wait(), "it goes on without control");
    }

    void aStopLatchesUntilItIsCleared()
    {
        const LeaseUse lease = leaseOfAlice();
        const auto working = m_lab->alice.under(lease).invoke(bench, name("hold"), nullptr);
        m_lab->bench->holding.acquire();
        const auto waiting = m_lab->bob.invoke(bench, name("locked_action"), nullptr, 60s);
        QCOMPARE(m_person->lock().clearStop().error().kind(), Error::Kind::Conflict);
        const auto report = m_person->stop(QStringLiteral("smoke")).wait();
        QVERIFY(report->latched);
        QCOMPARE(report->cancelled, 2);
        QVERIFY(WorkbenchStation::finished(m_lab->alice, *working).state
                == InvocationState::Cancelled);
        const auto cancelled = WorkbenchStation::finished(m_lab->bob, *waiting);
        QVERIFY(cancelled.state == InvocationState::Cancelled);
        QVERIFY2(cancelled.error->message().contains(QStringLiteral("stopped by operator")),
                 qPrintable(cancelled.error->message()));
        QVERIFY(m_lab->station.lock()->leases().isEmpty());
        for (const Session *session : {m_person.get(), &m_lab->bob}) {
            const auto refused = session->write(bench, name("locked"), 1).wait();
            QVERIFY(refused.error().busy()->reason() == Reason::Stopped);
            QVERIFY(refused.error().message().contains(QStringLiteral("(smoke)")));
        }
        const auto late = WorkbenchStation::finished(
            m_lab->bob, m_lab->bob.invoke(bench, name("locked_action"), nullptr).value());
        QVERIFY(late.state == InvocationState::Error);
        QVERIFY(m_lab->bob.read(bench, name("locked")).wait());
        QVERIFY(m_person->lock().clearStop(QStringLiteral("aired")));
        QVERIFY(m_lab->bob.write(bench, name("locked"), 1).wait());
    }

    void localOnlyKeepsClientsOutButNotFromReading()
    {
        QVERIFY(m_person->lock().setLocalOnly(true, lens));
        const auto refused = m_lab->bob.write(bench, name("locked"), 1).wait();
        QCOMPARE(refused.error().busy()->reason(), Reason::LocalOnly);
        QCOMPARE(refused.error().busy()->status().mode.mode, LockMode::LocalOnly);
        QVERIFY(refused.error().message().contains(lens));
        QVERIFY(m_lab->bob.read(bench, name("locked")).wait());
        QVERIFY(m_person->write(bench, name("locked"), 1).wait());
        QVERIFY(m_person->lock().setLocalOnly(false));
        QVERIFY(m_lab->bob.write(bench, name("locked"), 2).wait());
    }

    void progressReachesTheLock()
    {
        const auto scan = m_lab->alice.invoke(bench, name("hold_half_way"), nullptr);
        m_lab->bench->holding.acquire();
        QCOMPARE(m_lab->station.lock()->status().owner->progress.value(), 50.0);
        m_lab->bench->goOn.release();
        WorkbenchStation::finished(m_lab->alice, *scan);
    }

    void withoutALockThereIsNothingToHave()
    {
        StationOptions options;
        options.globalLockEnabled = false;
        m_person.reset();
        m_lab = std::make_unique<WorkbenchStation>(options);
        QVERIFY(m_lab->station.start());
        const LockAccess lock =
            Session(m_lab->station, {Principal::Kind::Operator, QStringLiteral("operator"), {}})
                .lock();
        QVERIFY(!lock.isEnabled());
        QVERIFY(!lock.status().isHeld());
        QVERIFY(lock.leases().isEmpty() && lock.notices().isEmpty());
        QCOMPARE(lock.lease({}).wait().error().kind(), Error::Kind::Conflict);
        QCOMPARE(lock.takeControl().wait().error().kind(), Error::Kind::Conflict);
        QCOMPARE(lock.ask(lens).error().kind(), Error::Kind::Conflict);
        QCOMPARE(lock.breakHold(lens, 1).wait().error().kind(), Error::Kind::Conflict);
        QVERIFY2(lock.clearStop().error().kind() == Error::Kind::Conflict, "nothing is stopped");
    }

    void withoutALockAStopLatchesAllTheSame()
    {
        const Session person = withoutALock();
        QVERIFY(m_lab->alice.stop(lens).wait()->latched);
        QVERIFY(person.lock().status().mode.mode == LockMode::Stopped);
        QCOMPARE(person.lock().status().mode.reason, lens);
        const auto isStopped = [](const Error &error) {
            return error.busy() && error.busy()->reason() == Reason::Stopped;
        };
        QVERIFY(isStopped(m_lab->alice.write(bench, name("locked"), 1).wait().error()));
        QVERIFY(isStopped(person.write(bench, name("locked"), 1).wait().error()));
        QVERIFY(isStopped(m_lab->alice.writeAll(bench, Json {{"locked", 1}}).wait().error()));
        const auto run = WorkbenchStation::finished(
            m_lab->alice, m_lab->alice.invoke(bench, name("locked_action"), nullptr).value());
        QVERIFY(run.state == InvocationState::Error);
        QVERIFY(isStopped(*run.error));
        QVERIFY2(m_lab->alice.write(bench, name("unlocked"), 1).wait(), "it never takes the lock");
        QVERIFY(person.lock().clearStop());
        const auto again = WorkbenchStation::finished(
            m_lab->alice, m_lab->alice.invoke(bench, name("locked_action"), nullptr).value());
        QVERIFY(again.state == InvocationState::Completed);
    }

    void withoutALockLocalOnlyHoldsAllTheSame()
    {
        const Session person = withoutALock();
        QVERIFY(person.lock().setLocalOnly(true, lens));
        const auto refused = m_lab->alice.write(bench, name("locked"), 1).wait();
        QVERIFY(refused.error().busy() && refused.error().busy()->reason() == Reason::LocalOnly);
        const auto run = WorkbenchStation::finished(
            person, person.invoke(bench, name("locked_action"), nullptr).value());
        QVERIFY(run.state == InvocationState::Completed);
        QVERIFY(person.lock().setLocalOnly(false));
        QVERIFY(
            WorkbenchStation::finished(
                m_lab->alice, m_lab->alice.invoke(bench, name("locked_action"), nullptr).value())
                .state
            == InvocationState::Completed);
    }

private:
    //! Returns the session of the operator; the lab has no lock from now on.
    Session withoutALock()
    {
        StationOptions options;
        options.globalLockEnabled = false;
        m_person.reset();
        m_lab = std::make_unique<WorkbenchStation>(options);
        [&] { QVERIFY(m_lab->station.start()); }();
        return Session(m_lab->station, {Principal::Kind::Operator, QStringLiteral("operator"), {}});
    }
    LeaseUse leaseOfAlice()
    {
        LeaseWish wish;
        wish.principal = m_lab->alice.principal();
        const auto lease = m_lab->alice.lock().lease(wish).wait();
        return m_lab->alice.lock().use(lease->token).value();
    }
    Session leasedToAlice() { return m_lab->alice.under(leaseOfAlice()); }
    Result<BreakReport> breakIt(quint64 generation)
    {
        return m_person->lock().breakHold(lens, generation).wait();
    }

    std::unique_ptr<WorkbenchStation> m_lab;
    std::unique_ptr<Session> m_person;
};

HOLDFAST_GUILESS_TEST(TestLockAccess)

} // namespace tst_lockaccess

#include "tst_lockaccess.moc"
