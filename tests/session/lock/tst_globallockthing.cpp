// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/globallockthing.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationevents.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <map>
#include <mutex>
#include <optional>

namespace Holdfast::tst_globallockthing {

namespace {

constexpr int s_patience = 30'000;

StationOptions withTheThing()
{
    StationOptions options;
    options.lockAsThing = true;
    return options;
}

Principal client(const QString &name)
{
    return Principal::client(name, QStringLiteral("127.0.0.1:40112"));
}

//! Remembers the latest of each property and event of the Thing.
class Listener : public StationListener
{
public:
    void propertyChanged(const QString &thing, const QString &property, const Json &value) override
    {
        put(thing, property, value);
    }
    void eventEmitted(const QString &thing, const QString &event, const Json &data) override
    {
        put(thing, event, data);
    }

    Json latest(const QString &name) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_latest.find(name);
        return found == m_latest.end() ? Json() : found->second;
    }

private:
    void put(const QString &thing, const QString &name, const Json &value)
    {
        const std::lock_guard lock(m_mutex);
        if (thing == GlobalLockThing::hostedName())
            m_latest.insert_or_assign(name, value);
    }

    mutable std::mutex m_mutex;
    std::map<QString, Json> m_latest;
};

} // namespace

// The global lock as a Thing.
class GlobalLockThingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isThereWhereverThereIsALock_data();
    void isThereWhereverThereIsALock();
    void offersOnlyWhatCanBeWatched();
    void showsTheLockAsItIs();
    void isReadWhileAnotherClientHolds();
    void tellsWhoComesAndGoes();
    void tellsTheQueue();
    void tellsRefusals();
    void tellsBreaks();
    void tellsStops();
    void needsNoEventsOfOtherThings();

private:
    GlobalLock &lock() { return *m_station->lock(); }
    LockGuard hold(const QString &name)
    {
        return lock().acquire(Holder(client(name)), QStringLiteral("stage.move"),
                              GlobalLock::Wait::none());
    }
    Json read(const QString &property)
    {
        const Result<Payload> value =
            Session(*m_station, {}).read(GlobalLockThing::hostedName(), property).wait();
        return value ? value->json : Json(toUtf8String(value.error().message()));
    }

    std::unique_ptr<Station> m_station;
    std::shared_ptr<Listener> m_listener;
};

void GlobalLockThingTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_station = std::make_unique<Station>(withTheThing(), std::vector<ThingSpec> {});
    QVERIFY(m_station->start());
    m_listener = std::make_shared<Listener>();
    Session(*m_station, {}).listen(m_listener);
}

void GlobalLockThingTest::cleanup()
{
    m_station.reset();
}

void GlobalLockThingTest::isThereWhereverThereIsALock_data()
{
    QTest::addColumn<bool>("lock");
    QTest::addColumn<bool>("asThing");
    QTest::addColumn<QStringList>("things");
    QTest::newRow("with the lock") << true << true << QStringList {GlobalLockThing::hostedName()};
    QTest::newRow("with the lock, but not as a Thing") << true << false << QStringList {};
    QTest::newRow("without a lock") << false << true << QStringList {};
}

void GlobalLockThingTest::isThereWhereverThereIsALock()
{
    QFETCH(const bool, lock);
    QFETCH(const bool, asThing);
    StationOptions options;
    options.globalLockEnabled = lock;
    options.lockAsThing = asThing;
    Station station(options, {});
    QVERIFY(station.start());
    QTEST(Session(station, {}).thingNames(), "things");
}

void GlobalLockThingTest::offersOnlyWhatCanBeWatched()
{
    const Affordances &offered =
        *Session(*m_station, {}).affordances(GlobalLockThing::hostedName());
    QStringList properties;
    for (const PropertyAffordance &property : offered.properties) {
        properties << property.name;
        QVERIFY2(property.observable, qPrintable(property.name));
    }
    QStringList events;
    for (const EventAffordance &event : offered.events)
        events << event.name;
    QCOMPARE(properties, (QStringList {QStringLiteral("generation"), QStringLiteral("held"),
                                       QStringLiteral("mode"), QStringLiteral("owner"),
                                       QStringLiteral("queue")}));
    QCOMPARE(events, (QStringList {QStringLiteral("acquired"), QStringLiteral("broken"),
                                   QStringLiteral("refused"), QStringLiteral("released"),
                                   QStringLiteral("stopped")}));
    QVERIFY(offered.actions.empty());
    QVERIFY(!Session(*m_station, {})
                 .write(GlobalLockThing::hostedName(), QStringLiteral("held"), true)
                 .wait());
}

void GlobalLockThingTest::showsTheLockAsItIs()
{
    QCOMPARE(read(QStringLiteral("held")), Json(false));
    QVERIFY(read(QStringLiteral("owner"))["label"].is_null());
    QCOMPARE(read(QStringLiteral("mode")), Json("shared"));
    QCOMPARE(read(QStringLiteral("queue")), Json::array());
    const LockGuard guard = hold(QStringLiteral("anna"));
    QCOMPARE(read(QStringLiteral("held")), Json(true));
    QCOMPARE(read(QStringLiteral("generation")), Json(1));
    const Json owner = read(QStringLiteral("owner"));
    QCOMPARE(owner["label"], Json("anna")); // without the address
    QCOMPARE(owner["kind"], Json("client"));
    QCOMPARE(owner["operation"], Json("stage.move"));
    lock().setMode(LockMode::LocalOnly, {Principal::Kind::Operator, {}, {}}, {});
    QCOMPARE(read(QStringLiteral("mode")), Json("local_only"));
}

void GlobalLockThingTest::isReadWhileAnotherClientHolds()
{
    const LockGuard guard = hold(QStringLiteral("anna"));
    const LockStatus before = lock().status();
    for (const char *name : {"held", "owner", "queue", "mode", "generation"})
        QVERIFY2(!read(QLatin1String(name)).is_null(), name);
    const LockStatus after = lock().status();
    QCOMPARE(after.version, before.version);
    QCOMPARE(after.generation, before.generation);
}

void GlobalLockThingTest::tellsWhoComesAndGoes()
{
    std::optional<LockGuard> guard(hold(QStringLiteral("anna")));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("held")), Json(true), s_patience);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_listener->latest(QStringLiteral("acquired")),
        (Json {{"label", "anna"}, {"operation", "stage.move"}, {"generation", 1}}), s_patience);
    QCOMPARE(m_listener->latest(QStringLiteral("generation")), Json(1));
    QCOMPARE(m_listener->latest(QStringLiteral("owner"))["label"], Json("anna"));
    guard.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("held")), Json(false), s_patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_listener->latest(QStringLiteral("released")).is_object(),
                             s_patience);
    const Json released = m_listener->latest(QStringLiteral("released"));
    QCOMPARE(released["label"], Json("anna"));
    QCOMPARE(released["how"], Json("released"));
    QVERIFY(released["held"].get<double>() > 0);
}

void GlobalLockThingTest::tellsTheQueue()
{
    const LockGuard guard = hold(QStringLiteral("anna"));
    LockTicket place =
        lock().request(Holder(client(QStringLiteral("bert"))), QStringLiteral("stage.home"),
                       GlobalLock::Wait::unlimited(), [](LockOutcome) {});
    const Json expected = Json::array({Json {
        {"position", 1}, {"label", "bert"}, {"kind", "client"}, {"operation", "stage.home"}}});
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("queue")), expected, s_patience);
    place.withdraw();
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("queue")), Json::array(),
                              s_patience);
}

void GlobalLockThingTest::tellsRefusals()
{
    const LockGuard guard = hold(QStringLiteral("anna"));
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)hold(QStringLiteral("bert")));
    QTRY_VERIFY_WITH_TIMEOUT(m_listener->latest(QStringLiteral("refused")).is_object(), s_patience);
    const Json refused = m_listener->latest(QStringLiteral("refused"));
    QCOMPARE(refused["label"], Json("bert"));
    QCOMPARE(refused["operation"], Json("stage.move"));
    QCOMPARE(refused["reason"], Json("busy"));
}

void GlobalLockThingTest::tellsBreaks()
{
    const LockGuard guard = hold(QStringLiteral("anna"));
    lock().breakHold(client(QStringLiteral("cleo")), QStringLiteral("it hangs"), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("broken")),
                              (Json {{"label", "anna"},
                                     {"operation", "stage.move"},
                                     {"by", "cleo"},
                                     {"reason", "it hangs"},
                                     {"generation", 1}}),
                              s_patience);
}

void GlobalLockThingTest::tellsStops()
{
    lock().setMode(LockMode::Stopped, client(QStringLiteral("cleo")), QStringLiteral("smoke"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("stopped")),
                              (Json {{"by", "cleo"}, {"reason", "smoke"}}), s_patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("mode")), Json("stopped"),
                              s_patience);
    lock().clearStop(client(QStringLiteral("cleo")));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->latest(QStringLiteral("mode")), Json("shared"),
                              s_patience);
}

// Where it is the only listener, the JSON of properties and events is not made.
void GlobalLockThingTest::needsNoEventsOfOtherThings()
{
    QVERIFY(m_station->events().areThingsHeard());
    m_listener.reset();
    QVERIFY(!m_station->events().areThingsHeard());
}

HOLDFAST_GUILESS_TEST(GlobalLockThingTest)

} // namespace Holdfast::tst_globallockthing

#include "tst_globallockthing.moc"
