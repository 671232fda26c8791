// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labservice.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/value.h"
#include "tests/lab/etcd/etcdcluster.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <memory>

namespace tst_shareduse {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString s_laser = QStringLiteral("laser");
const QString s_stage = QStringLiteral("stage");

//! \brief What a test sees of a Thing from outside.
struct Bench
{
    std::atomic<int> steps = 0;
    std::atomic<int> changes = 0; //!< safe points after which another one may have been there
    std::atomic<int> madeSafe = 0;
    std::atomic<bool> mayEnd = false;
};

} // namespace

//! A Thing with an action that goes on until it is told to end, and gives way at each step.
class Stepper : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int power READ power WRITE setPower NOTIFY powerChanged)
public:
    explicit Stepper(std::shared_ptr<Bench> bench)
        : m_bench(std::move(bench))
    {
        describe("free", {}).withoutGlobalLock();
    }

    int power() const { return m_power; }
    void setPower(int power)
    {
        const auto hold = holdGlobalLock();
        m_power = power;
    }
    Q_INVOKABLE void scan()
    {
        const auto hold = holdGlobalLock();
        while (!m_bench->mayEnd) {
            ++m_bench->steps;
            cancellableSleep(2ms);
            if (yieldIfWanted().generationChanged)
                ++m_bench->changes;
        }
    }
    //! Never gives way.
    Q_INVOKABLE void stare()
    {
        const auto hold = holdGlobalLock();
        while (!m_bench->mayEnd) {
            ++m_bench->steps;
            cancellableSleep(2ms);
        }
    }
    Q_INVOKABLE void free() { }
    void makeSafe() override { ++m_bench->madeSafe; }

Q_SIGNALS:
    void powerChanged(int power);

private:
    Value<int> m_power {this, &Stepper::powerChanged};
    const std::shared_ptr<Bench> m_bench;
};

namespace {

//! \brief A station with a laser, which it shares, and a stage, which it does not.
struct Table
{
    explicit Table(const LabOptions &options, bool staysOpen = false)
        : lab(std::make_shared<LabService>(LabSetup {options,
                                                     {{.resource = s_laser,
                                                       .home = options.station,
                                                       .things = {s_laser},
                                                       .staysOpen = staysOpen}}}))
    {
        StationOptions own;
        own.globalLockLogLevel = LogLevel::Debug;
        own.lab = lab;
        station = std::make_unique<Station>(
            own, std::vector<ThingSpec> {
                     {s_laser, [bench = bench] { return std::make_unique<Stepper>(bench); }},
                     {s_stage, [bench = bench] { return std::make_unique<Stepper>(bench); }}});
        isStarted = bool(station->start());
        lab->start();
    }
    ~Table() { bench->mayEnd = true; }
    Q_DISABLE_COPY_MOVE(Table)

    Session client() const
    {
        return {*station, Principal::client(QStringLiteral("tile scan"), QStringLiteral("::1"))};
    }
    Result<WriteReceipt> write(const QString &thing, Session::LockWait wait = 20s) const
    {
        return client().write(thing, QStringLiteral("power"), 3, wait).wait();
    }
    InvocationRecord record(const QUuid &id) const { return *client().invocation(id); }
    QUuid begin(const char *action) const
    {
        return client().invoke(s_laser, QString::fromLatin1(action), nullptr, 20s)->id;
    }
    bool isConnected() const { return lab->situation().connection == LabConnection::Connected; }
    QString ownerId() const { return lab->situation().snapshot.owners.value(s_laser).ticket; }

    std::shared_ptr<Bench> bench = std::make_shared<Bench>();
    std::shared_ptr<LabService> lab;
    std::unique_ptr<Station> station;
    bool isStarted = false;
};

//! \brief A ticket of another station.
struct Other
{
    explicit Other(const LabOptions &options)
        : lab(LabSetup {options, {}})
    {
        lab.start();
    }
    void ask(LockClass lockClass)
    {
        place = lab.request({.resources = {s_laser},
                             .principal = {Principal::Kind::Operator, QStringLiteral("bob"), {}},
                             .lockClass = lockClass,
                             .operation = QStringLiteral("laser.align")},
                            {.granted = [this](const LabTokens &) { ++grants; }});
    }

    std::atomic<int> grants = 0;
    LabService lab;
    std::shared_ptr<LabPlace> place;
};

} // namespace

//! Operations of a station that need what other stations share.
class TestSharedUse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_ETCD;
        m_cluster = std::make_unique<EtcdCluster>();
        QVERIFY(m_cluster->waitUntilHealthy());
    }
    void cleanupTestCase() { m_cluster.reset(); }
    void init() { m_lab = QStringLiteral("lab%1").arg(++m_count); }

    void whatIsNotSharedNeverAsksTheLab()
    {
        LabOptions alone = options("one");
        alone.etcd.endpoints = {QUrl(QStringLiteral("http://127.0.0.1:1"))};
        const Table table(alone);
        QVERIFY(table.isStarted);
        QVERIFY(table.write(s_stage, 0ms));
        WAIT_UNTIL(table.lab->situation().connection == LabConnection::Unreachable);
        QVERIFY(table.write(s_stage, 0ms));
        // Nor does an operation of a shared Thing that takes no lock.
        const auto free = table.client().invoke(s_laser, QStringLiteral("free"), nullptr);
        QCOMPARE(table.client().ended(free->id).wait()->state, InvocationState::Completed);

        const Result<WriteReceipt> shared = table.write(s_laser);
        QVERIFY(!shared);
        QCOMPARE(shared.error().kind(), Error::Kind::Unavailable);
        QVERIFY2(shared.error().message().contains(QStringLiteral(" since "))
                     && shared.error().message().contains(
                         QStringLiteral("What this station does not share works.")),
                 qPrintable(shared.error().message()));
    }

    void mayStayOpenAtHome()
    {
        LabOptions alone = options("one");
        alone.etcd.endpoints = {QUrl(QStringLiteral("http://127.0.0.1:1"))};
        const Table table(alone, true);
        WAIT_UNTIL(table.lab->situation().connection == LabConnection::Unreachable);
        QVERIFY(table.write(s_laser, 0ms));
    }

    void takesATicketForAsLongAsItRuns()
    {
        const Table table(options("one"));
        const QUuid scan = table.begin("scan");
        WAIT_UNTIL(table.bench->steps > 0);
        const LabSituation during = table.lab->situation();
        const LabTicket ticket = during.snapshot.tickets.value(table.ownerId());
        QCOMPARE(ticket.operation, QStringLiteral("laser.scan"));
        QCOMPARE(ticket.principal.name, QStringLiteral("tile scan"));
        QCOMPARE(ticket.station, QStringLiteral("one"));
        table.bench->mayEnd = true;
        QCOMPARE(table.client().ended(scan).wait()->state, InvocationState::Completed);
        WAIT_UNTIL(table.lab->situation().snapshot.tickets.isEmpty());
        QVERIFY(table.write(s_laser, 0ms)); // etcd needs longer than that
        QCOMPARE(table.bench->changes, 0);
    }

    void aRefusalNamesPersonStationAndOperation()
    {
        Other two(options("two"));
        const Table table(options("one"));
        two.ask(LockClass::Operator);
        WAIT_UNTIL(two.grants == 1 && !table.ownerId().isEmpty());
        const Result<WriteReceipt> written = table.write(s_laser, 10ms);
        QVERIFY(!written);
        QCOMPARE(written.error().kind(), Error::Kind::Busy);
        QVERIFY2(written.error().message().startsWith(
                     QStringLiteral("The global lock could not be acquired: laser is shared with "
                                    "other stations, and bob (station two) has laser for "
                                    "laser.align since ")),
                 qPrintable(written.error().message()));
        WAIT_UNTIL(table.lab->situation().snapshot.tickets.keys() == QStringList {two.place->id()});
        QVERIFY(table.write(s_stage, 0ms)); // it did not keep the lock meanwhile
    }

    void waitsForAnotherStation()
    {
        Other two(options("two"));
        const Table table(options("one"));
        two.ask(LockClass::Operator);
        WAIT_UNTIL(two.grants == 1);
        const QUuid scan = table.begin("scan");
        WAIT_UNTIL(table.lab->situation().snapshot.tickets.size() == 2);
        QCOMPARE(table.record(scan).state, InvocationState::Pending);
        WAIT_UNTIL(table.record(scan).queuePosition == 2);
        QVERIFY(table.write(s_stage, 0ms));
        two.lab.release(two.place);
        WAIT_UNTIL(table.bench->steps > 0);
        QCOMPARE(table.record(scan).state, InvocationState::Running);
    }

    void whoIsCancelledLeavesTheQueue()
    {
        Other two(options("two"));
        const Table table(options("one"));
        two.ask(LockClass::Operator);
        WAIT_UNTIL(two.grants == 1);
        const QUuid scan = table.begin("scan");
        WAIT_UNTIL(table.lab->situation().snapshot.tickets.size() == 2);
        QVERIFY(table.client().cancel(scan));
        QCOMPARE(table.record(scan).state, InvocationState::Cancelled);
        WAIT_UNTIL(table.lab->situation().snapshot.tickets.size() == 1);
        QCOMPARE(table.bench->steps, 0);
    }

    void letsAnOperatorOfAnotherStationIn()
    {
        Other two(options("two"));
        const Table table(options("one"));
        const QUuid scan = table.begin("scan");
        WAIT_UNTIL(table.bench->steps > 0);
        two.ask(LockClass::Operator);
        WAIT_UNTIL(two.grants == 1);
        const int steps = table.bench->steps;
        QTest::qWait(100);
        QVERIFY(table.bench->steps <= steps + 1);
        two.lab.release(two.place);
        WAIT_UNTIL(table.bench->changes == 1);
        WAIT_UNTIL(table.bench->steps > steps + 1);
        QCOMPARE(table.record(scan).state, InvocationState::Running);
        QCOMPARE(table.bench->madeSafe, 0);
    }

    void goesOnBeforeAClientOfAnotherStation()
    {
        Other two(options("two"));
        const Table table(options("one"));
        table.begin("scan");
        WAIT_UNTIL(table.bench->steps > 0);
        two.ask(LockClass::Remote);
        WAIT_UNTIL(table.lab->situation().snapshot.tickets.size() == 2);
        const int steps = table.bench->steps;
        WAIT_UNTIL(table.bench->steps > steps + 10);
        QCOMPARE(two.grants, 0);
        table.bench->mayEnd = true;
        WAIT_UNTIL(two.grants == 1);
    }

    void whileItWaitsOperatorsHereGetIn()
    {
        Other two(options("two"));
        const Table table(options("one"));
        table.begin("scan");
        WAIT_UNTIL(table.bench->steps > 0);
        two.ask(LockClass::Operator);
        WAIT_UNTIL(two.grants == 1);
        const Session person(*table.station,
                             {Principal::Kind::Operator, QStringLiteral("ann"), {}});
        QVERIFY(person.write(s_stage, QStringLiteral("power"), 1, 20s).wait());
        // She waits for the other station herself.
        const auto cut = person.write(s_laser, QStringLiteral("power"), 1, 10ms).wait();
        QVERIFY(!cut);
        QVERIFY(cut.error().message().contains(QStringLiteral("bob (station two)")));
        two.lab.release(two.place);
        WAIT_UNTIL(table.bench->changes == 1);
    }

    void cancelsOneThatHasGivenWay()
    {
        Other two(options("two"));
        const Table table(options("one"));
        const QUuid scan = table.begin("scan");
        WAIT_UNTIL(table.bench->steps > 0);
        two.ask(LockClass::Operator);
        WAIT_UNTIL(two.grants == 1);
        QVERIFY(table.client().cancel(scan));
        QCOMPARE(table.client().ended(scan).wait()->state, InvocationState::Cancelled);
        WAIT_UNTIL(table.lab->situation().snapshot.tickets.size() == 1);
        QVERIFY(table.write(s_stage, 0ms));
    }

    void anOperatorElsewhereCanBreakIt()
    {
        Other two(options("two"));
        const Table table(options("one"));
        const QUuid stare = table.begin("stare");
        WAIT_UNTIL(table.bench->steps > 0);
        WAIT_UNTIL(two.lab.situation().snapshot.owners.contains(s_laser));
        const qint64 token = two.lab.situation().snapshot.owners.value(s_laser).token;
        two.lab.breakOwner(
            s_laser, token,
            {QStringLiteral("bob"), QStringLiteral("two"), QStringLiteral("it hangs")});
        const Result<InvocationRecord> ended = table.client().ended(stare).wait();
        QCOMPARE(ended->state, InvocationState::Error);
        QCOMPARE(ended->error->title(), QStringLiteral("LabLockLost"));
        QCOMPARE(ended->error->message(),
                 QStringLiteral("bob (station two) broke the hold of laser (it hangs)."));
        WAIT_UNTIL(table.bench->madeSafe == 1); // the laser, not the stage
    }

    void losesInTimeWhatItCannotKeep()
    {
        EtcdCluster cluster; // of its own, which freezes
        QVERIFY(cluster.waitUntilHealthy());
        LabOptions own = options("one");
        own.ttl = 3s;
        own.etcd.endpoints = cluster.endpoints();
        own.etcd.timeout = 300ms;
        const Table table(own);
        const QUuid scan = table.begin("scan");
        WAIT_UNTIL(table.bench->steps > 0);
        cluster.freeze(0);
        const Result<InvocationRecord> ended = table.client().ended(scan).wait();
        QCOMPARE(ended->state, InvocationState::Error);
        QCOMPARE(ended->error->title(), QStringLiteral("LabLockLost"));
        QCOMPARE(ended->error->kind(), Error::Kind::Gone);
        WAIT_UNTIL(table.bench->madeSafe == 1);
        QVERIFY(table.write(s_stage, 0ms));
        const Result<WriteReceipt> shared = table.write(s_laser, 0ms);
        QVERIFY(!shared && shared.error().kind() == Error::Kind::Unavailable);
        cluster.thaw(0);
        WAIT_UNTIL(table.isConnected());
        QVERIFY(table.write(s_laser));
    }

    void aLeaseGetsOnlyWhatIsFree()
    {
        Other two(options("two"));
        const Table table(options("one"));
        const Principal person = Principal::client(QStringLiteral("eve"), QStringLiteral("::1"));
        const auto lease = table.client().lock().lease({.principal = person, .wait = 20s}).wait();
        QVERIFY(lease);
        const auto use = table.client().lock().use(lease->token);
        QVERIFY(use);
        const Session under = table.client().under(*use);
        QVERIFY(under.write(s_laser, QStringLiteral("power"), 1).wait());
        two.ask(LockClass::Remote);
        WAIT_UNTIL(two.grants == 1 && table.ownerId() == two.place->id());
        const auto refused = under.write(s_laser, QStringLiteral("power"), 1, 20s).wait();
        QVERIFY(!refused);
        QVERIFY(refused.error().message().contains(QStringLiteral("bob (station two)")));
    }

    void refusesWaitersAtTheEnd()
    {
        Other two(options("two"));
        auto table = std::make_unique<Table>(options("one"));
        two.ask(LockClass::Operator);
        WAIT_UNTIL(two.grants == 1);
        auto written = table->client().write(s_laser, QStringLiteral("power"), 1, 60s);
        WAIT_UNTIL(table->lab->situation().snapshot.tickets.size() == 2);
        QCOMPARE(table->station->shutdown(), QStringList());
        const auto result = written.wait();
        QVERIFY(!result);
        QCOMPARE(result.error().message(), Error::shuttingDown().message());
        table.reset();
        WAIT_UNTIL(!two.lab.situation().snapshot.stations.contains(QStringLiteral("one")));
    }

    void aStopRefusesAtOnce()
    {
        const Table table(options("one"));
        WAIT_UNTIL(table.isConnected());
        const quint64 asked = table.lab->figures().transactions;
        QVERIFY(table.client().stop().wait());
        const Result<WriteReceipt> written = table.write(s_laser);
        QVERIFY(!written);
        QVERIFY(written.error().busy());
        QCOMPARE(table.lab->figures().transactions, asked);
    }

private:
    LabOptions options(const char *station) const
    {
        LabOptions options;
        options.lab = m_lab;
        options.station = QString::fromLatin1(station);
        options.etcd.endpoints = m_cluster->endpoints();
        return options;
    }

    std::unique_ptr<EtcdCluster> m_cluster;
    QString m_lab;
    int m_count = 0;
};

HOLDFAST_GUILESS_TEST(TestSharedUse)

} // namespace tst_shareduse

#include "tst_shareduse.moc"
