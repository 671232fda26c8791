// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingfixture.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_thingfixture {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {
QStringList s_events; //!< in the order in which things happened in the Things' thread
}

class Supply : public Thing
{
    Q_OBJECT
public:
    ~Supply() override { s_events << QStringLiteral("supply gone"); }
    void open() override { s_events << QStringLiteral("supply open"); }
    void close() override { s_events << QStringLiteral("supply close"); }
};

class Motor : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int speed READ speed WRITE setSpeed NOTIFY speedChanged)
public:
    explicit Motor(bool fails = false)
        : m_fails(fails)
    {
        describe("speed", {}).range({0, 9});
    }
    ~Motor() override { s_events << QStringLiteral("motor gone"); }

    int speed() const { return m_speed; }
    void setSpeed(int speed)
    {
        const auto hold = holdGlobalLock();
        m_speed = speed;
    }
    Q_INVOKABLE QString turn(int rounds)
    {
        const auto hold = holdGlobalLock();
        logInfo(QStringLiteral("Turning."));
        for (int i = 0; i < rounds; ++i) {
            reportProgress(100.0 * i / rounds);
            cancellableSleep(1ms);
        }
        return m_supply->name();
    }
    void open() override
    {
        if (m_fails)
            throw ThingError(QStringLiteral("No power."));
        if (!WaitingForbidden::here() || thread() != QThread::currentThread())
            throw ThingError(QStringLiteral("This is not the Things' thread."));
        s_events << QStringLiteral("motor open");
    }
    void close() override { s_events << QStringLiteral("motor close"); }

Q_SIGNALS:
    void speedChanged(int speed);

private:
    const bool m_fails;
    ThingSlot<Supply> m_supply {this, "supply"};
    Value<int> m_speed {this, &Motor::speedChanged};
};

namespace {

const ThingFixture::Make motor = [] { return std::make_unique<Motor>(); };
const std::vector<ThingFixture::Neighbour> supply {
    {QStringLiteral("supply"), [] { return std::make_unique<Supply>(); }}};

} // namespace

class TestThingFixture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        s_events.clear();
    }

    void opensInOrderAndClosesInReverse()
    {
        {
            ThingFixture fixture(motor, supply);
        }
        const QStringList expected {QStringLiteral("supply open"), QStringLiteral("motor open"),
                                    QStringLiteral("motor close"), QStringLiteral("supply close"),
                                    QStringLiteral("motor gone"),  QStringLiteral("supply gone")};
        QCOMPARE(s_events, expected);
    }

    void whatPreventsTheStartIsThrownAndTornDown()
    {
        QVERIFY_THROWS_EXCEPTION(
            ThingError, ThingFixture([] { return std::make_unique<Motor>(true); }, supply));
        QCOMPARE(s_events.mid(1),
                 QStringList({QStringLiteral("supply close"), QStringLiteral("motor gone"),
                              QStringLiteral("supply gone")}));
        QVERIFY_THROWS_EXCEPTION(DeclarationError, ThingFixture {motor});
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, ThingFixture([]() -> std::unique_ptr<Thing> {
                                     throw std::bad_alloc();
                                 }));
    }

    void readsAndWrites()
    {
        ThingFixture fixture(motor, supply);
        fixture.write(QStringLiteral("speed"), 5);
        QCOMPARE(fixture.read(QStringLiteral("speed")), Json(5));
        QCOMPARE(fixture.thing<Motor>().speed(), 5);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, fixture.write(QStringLiteral("speed"), 10));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, fixture.read(QStringLiteral("sped")));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, fixture.invoke(QStringLiteral("sped")));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, fixture.thing<Supply>());
    }

    void runsAnActionToItsEnd()
    {
        ThingFixture fixture(motor, supply);
        QCOMPARE(fixture.invoke(QStringLiteral("turn"), Json {{"rounds", 2}}).json, Json("supply"));
        QVERIFY(!fixture.lock()->status().isHeld());
    }

    void takesTheLockAsASessionDoes()
    {
        ThingFixture fixture(motor, supply);
        const auto running = fixture.start(QStringLiteral("turn"), Json {{"rounds", 1'000'000}});
        QTRY_VERIFY_WITH_TIMEOUT(running->progress().has_value(), 20'000);
        QCOMPARE(fixture.lock()->status().owner->operation, QStringLiteral("thing.turn"));
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, fixture.write(QStringLiteral("speed"), 1));
        QCOMPARE(fixture.read(QStringLiteral("speed")), Json(0));
        QCOMPARE(running->log().value(0).message, QStringLiteral("Turning."));
        QVERIFY(!running->isFinished());
        running->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, running->wait());
        QVERIFY(running->isFinished());
        fixture.write(QStringLiteral("speed"), 1);
    }

    void anActionThatIsDroppedIsCancelled()
    {
        ThingFixture fixture(motor, supply);
        (void)fixture.start(QStringLiteral("turn"), Json {{"rounds", 1'000'000}});
        QVERIFY(!fixture.lock()->status().isHeld());
    }
};

HOLDFAST_GUILESS_TEST(TestThingFixture)

} // namespace tst_thingfixture

#include "tst_thingfixture.moc"
