// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/devicelock.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <future>

namespace tst_devicelock {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

//! Returns the result of \a work in a thread of its own, and so of another holder.
template<typename Work>
auto elsewhere(Work work)
{
    return std::async(std::launch::async, std::move(work)).get();
}

} // namespace

//! \brief A Thing with two devices, which its actions and readings use.
class Probe : public Thing
{
    Q_OBJECT
public:
    using Thing::holdGlobalLock;

    DeviceLock port {this, "port"};
    DeviceLock lamp {this, "lamp"};

    bool heldInConstructor = port.hold().isHolding();

    QString measure()
    {
        const auto hold = port.hold();
        const auto nested = port.hold();
        const LockStatus status = port.lock()->status();
        return QStringLiteral("%1 %2").arg(status.owner->operation).arg(status.owner->depth);
    }

    bool canMeasure() { return port.tryHold().isHolding(); }

    QString refusal(GlobalLock::Wait wait)
    {
        try {
            (void)port.hold(wait);
        } catch (const GlobalLockBusyError &error) {
            return error.message();
        }
        return {};
    }
};

class TestDeviceLock : public QObject
{
    Q_OBJECT

    static ThingFixture::Make probe()
    {
        return [] { return std::make_unique<Probe>(); };
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isNamedWithItsThing()
    {
        const ThingFixture fixture(probe(), {}, ThingFixture::Lock::Enabled,
                                   QStringLiteral("stage"));
        QStringList names;
        for (const DeviceLock *device : fixture.thing().deviceLocks())
            names << device->lock()->name();
        QCOMPARE(names, (QStringList {QStringLiteral("stage port"), QStringLiteral("stage lamp")}));
    }

    void guardsNothingBeforeTheThingIsAttached()
    {
        Probe alone;
        QVERIFY(!alone.heldInConstructor);
        QVERIFY(!alone.port.lock());
        QVERIFY(!alone.port.tryHold().isHolding());
    }

    void isHeldForTheOperationAndReentered()
    {
        const ThingFixture fixture(probe());
        auto &thing = fixture.thing<Probe>();
        QCOMPARE(thing.measure(), QStringLiteral("thing.measure 2"));
        QVERIFY(!thing.port.lock()->status().isHeld());
    }

    void isOfItsHolder()
    {
        const ThingFixture fixture(probe());
        auto &thing = fixture.thing<Probe>();
        const Holder tileScan(Principal::client(QStringLiteral("tile scan"), {}));
        const HolderScope scope(tileScan);
        const LockGuard hold = thing.port.hold();
        QVERIFY(thing.port.lock()->isHeldHere(tileScan));
        QVERIFY(!elsewhere([&thing] { return thing.canMeasure(); }));
        const QString said =
            elsewhere([&thing] { return thing.refusal(GlobalLock::Wait::upTo(1ms)); });
        QVERIFY2(said.startsWith(
                     QStringLiteral("The thing port could not be acquired: tile scan holds it")),
                 qUtf8Printable(said));
        QVERIFY2(elsewhere([&thing] { return thing.lamp.tryHold().isHolding(); }),
                 "one device's lock is no other one's");
    }

    void hasNothingToDoWithTheGlobalLock_data()
    {
        QTest::addColumn<bool>("enabled");
        QTest::newRow("which another holder has") << true;
        QTest::newRow("which is switched off") << false;
    }
    void hasNothingToDoWithTheGlobalLock()
    {
        QFETCH(const bool, enabled);
        const ThingFixture fixture(
            probe(), {}, enabled ? ThingFixture::Lock::Enabled : ThingFixture::Lock::Disabled);
        auto &thing = fixture.thing<Probe>();
        const LockGuard hold = thing.holdGlobalLock();
        QCOMPARE(hold.isHolding(), enabled);
        QVERIFY(elsewhere([&thing] { return thing.canMeasure(); }));
        const LockGuard port = thing.port.hold();
        QVERIFY(!elsewhere([&thing] { return thing.canMeasure(); }));
    }

    void isWaitedForAsLongAsOneLikes()
    {
        const ThingFixture fixture(probe());
        auto &thing = fixture.thing<Probe>();
        std::optional<LockGuard> hold = thing.port.hold();
        auto other = std::async(std::launch::async, [&thing] {
            return thing.port.hold(GlobalLock::Wait::unlimited()).isHolding();
        });
        QTRY_COMPARE_WITH_TIMEOUT(thing.port.lock()->status().queue.size(), 1, 30'000);
        hold.reset();
        QVERIFY(other.get());
    }
};

HOLDFAST_GUILESS_TEST(TestDeviceLock)

} // namespace tst_devicelock

#include "tst_devicelock.moc"
