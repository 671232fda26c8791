// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/threadrecord.h"
#include "core/thing/testing/thingfixture.h"
#include "core/thing/thing.h"
#include "tests/program/testprogram.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <future>
#include <semaphore>

namespace tst_thing {

using namespace Holdfast;
using namespace std::chrono_literals;

class Device : public Thing
{
    Q_OBJECT
public:
    using Thing::holdGlobalLock;
    using Thing::inThingThread;
    using Thing::logDebug;
    using Thing::logInfo;
};

namespace {
ThingFixture::Make device()
{
    return [] { return std::make_unique<Device>(); };
}
} // namespace

class TestThing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isNamedWhenAttached()
    {
        Device device;
        QVERIFY(device.name().isEmpty());
        device.attach(QStringLiteral("pump"), nullptr);
        QCOMPARE(device.name(), QStringLiteral("pump"));
        QCOMPARE(device.affordances().title, QStringLiteral("Device"));
    }

    void callsInItsThreadAndReturns()
    {
        ThingFixture fixture(device());
        auto &thing = fixture.thing<Device>();
        QVERIFY(thing.thread() != QThread::currentThread());
        QThread *ran = nullptr;
        const int answer = thing.inThingThread([&ran] {
            ran = QThread::currentThread();
            return 42;
        });
        QCOMPARE(answer, 42);
        QCOMPARE(ran, thing.thread());
        thing.inThingThread([&ran] { ran = nullptr; });
        QVERIFY(!ran);
    }

    void whatIsThrownThereComesBack()
    {
        ThingFixture fixture(device());
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, fixture.thing<Device>().inThingThread(
                                                        [] { throw std::out_of_range("there"); }));
    }

    void aCallFromItsOwnThreadIsMadeAtOnce()
    {
        ThingFixture fixture(device());
        auto &thing = fixture.thing<Device>();
        bool called = false;
        fixture.inThingsThread([&] { called = thing.inThingThread([] { return true; }, 0ms); });
        QVERIFY(called);
    }

    void aCallIsKnownAsAWait()
    {
        ThingFixture fixture(device());
        auto &thing = fixture.thing<Device>();
        std::shared_ptr<ThreadRecord> things;
        fixture.inThingsThread([&things] { things = ThreadRecord::here(); });
        std::binary_semaphore goOn(0);
        std::promise<std::shared_ptr<ThreadRecord>> told;
        auto call = std::async(std::launch::async, [&] {
            told.set_value(ThreadRecord::here());
            thing.inThingThread([&goOn] { goOn.acquire(); }, 30s);
        });
        const std::shared_ptr<ThreadRecord> caller = told.get_future().get();
        QTRY_VERIFY_WITH_TIMEOUT(caller->waitsFor().has_value(), 20'000);
        const std::optional<ThreadWait> wait = caller->waitsFor();
        goOn.release();
        call.get();
        QCOMPARE(wait->what, QStringLiteral("the thread of thing"));
        QCOMPARE(wait->thread.lock(), things);
        QVERIFY(!caller->waitsFor().has_value());
    }

    void aCallThatTakesTooLongIsGivenUp()
    {
        ThingFixture fixture(device());
        auto &thing = fixture.thing<Device>();
        const auto goOn = std::make_shared<std::binary_semaphore>(0);
        const auto late = std::make_shared<std::atomic<bool>>(false);
        try {
            thing.inThingThread(
                [goOn, late] {
                    goOn->acquire();
                    *late = true;
                    return QStringLiteral("too late");
                },
                20ms);
            QFAIL("It did not give up.");
        } catch (const ThingError &error) {
            QCOMPARE(error.title(), QStringLiteral("DeviceTimeout"));
            QVERIFY(error.message().contains(QStringLiteral("'thing'")));
        }
        goOn->release();
        fixture.inThingsThread([] {}); // behind the late one
        QVERIFY(*late);
    }

    void holdsTheLockForWhomItWorks()
    {
        ThingFixture fixture(device());
        const Holder holder(Principal::client(QStringLiteral("tile scan"), {}));
        const HolderScope scope(holder);
        const auto outer = fixture.thing<Device>().holdGlobalLock();
        const auto inner = fixture.thing<Device>().holdGlobalLock();
        const LockStatus status = fixture.lock()->status();
        QCOMPARE(status.owner->principal.name, QStringLiteral("tile scan"));
        QCOMPARE(status.owner->depth, 2);
        QCOMPARE(status.owner->operation, QStringLiteral("thing.holdsTheLockForWhomItWorks"));
    }

    void aStrangerIsRefused()
    {
        ThingFixture fixture(device());
        const auto hold =
            fixture.lock()->acquire(Holder(), QStringLiteral("test"), GlobalLock::Wait::none());
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                                 (void)fixture.thing<Device>().holdGlobalLock());
    }

    void withTheLockSwitchedOffOnlyWhoNeedsItFails()
    {
        ThingFixture fixture(device(), {}, ThingFixture::Lock::Disabled);
        QVERIFY(!fixture.thing<Device>().holdGlobalLock().isHolding());
        QVERIFY_THROWS_EXCEPTION(GlobalLockDisabledError,
                                 (void)fixture.thing<Device>().holdGlobalLock(LockNeed::Always));
    }

    void whatItLogsIsInTheLogOfTheAction()
    {
        ThingFixture fixture(device());
        QList<LogEntry> log;
        WorkContext context([&log](const LogEntry &entry) { log << entry; });
        const WorkScope scope(&context);
        fixture.thing<Device>().logInfo(QStringLiteral("hello"));
        QCOMPARE(log.size(), 1);
        QCOMPARE(log.first().message, QStringLiteral("hello"));
        QCOMPARE(log.first().fileName, QStringLiteral("tst_thing.cpp"));
        QVERIFY(log.first().line > 0);
    }

    void detailsAreInTheLogOfTheActionOnlyWhereTheyAreWanted()
    {
        ThingFixture fixture(device());
        QStringList log;
        WorkContext context([&log](const LogEntry &entry) { log << entry.message; });
        const WorkScope scope(&context);
        QLoggingCategory::setFilterRules(QStringLiteral("holdfast.things.*.debug=false"));
        fixture.thing<Device>().logDebug(QStringLiteral("unwanted"));
        QLoggingCategory::setFilterRules(QStringLiteral("holdfast.things.*.debug=true"));
        fixture.thing<Device>().logDebug(QStringLiteral("wanted"));
        QLoggingCategory::setFilterRules({});
        QCOMPARE(log, QStringList {QStringLiteral("wanted")});
    }
};

HOLDFAST_GUILESS_TEST(TestThing)

} // namespace tst_thing

#include "tst_thing.moc"
