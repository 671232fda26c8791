// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "core/session/thinghost.h"
#include "core/thing/devicelock.h"
#include "core/thing/thing.h"
#include "core/wire/lockjson.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_devicewatch {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const Principal tileScan = Principal::client(QStringLiteral("tile scan"), {});

void expectWarning(const char *pattern)
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QString::fromLatin1(pattern)));
}

} // namespace

//! Has a port, and an action that hangs until it is cancelled.
class Pump : public Thing
{
    Q_OBJECT
public:
    DeviceLock port {this, "port"};

    Q_INVOKABLE void hang() { cancellableSleep(1h); }
    Q_INVOKABLE void getOn()
    {
        for (;;) {
            reportProgress(50);
            cancellableSleep(1ms);
        }
    }
};

//! Tests the locks of a station's devices, and the watchdog for them and for the global one.
class TestDeviceWatch : public QObject
{
    Q_OBJECT

    std::unique_ptr<Station> m_station;

    void start(std::chrono::milliseconds stalledAfter, bool lockEnabled = true)
    {
        StationOptions options;
        options.globalLockEnabled = lockEnabled;
        options.watchdog = {.stalledAfter = stalledAfter, .interval = 5ms};
        std::vector<ThingSpec> things;
        for (const char *name : {"left", "right"}) {
            things.push_back({QString::fromLatin1(name), [] { return std::make_unique<Pump>(); }});
        }
        m_station = std::make_unique<Station>(options, std::move(things));
        QVERIFY(m_station->start());
    }
    Session session() const { return Session(*m_station, tileScan); }
    LockStatus leftPort() const { return session().lock().devices().value(0); }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { m_station.reset(); }

    void areShownBesideTheGlobalLock()
    {
        start(1h, false);
        QStringList names;
        for (const LockStatus &device : session().lock().devices())
            names << device.name;
        QCOMPARE(names, (QStringList {QStringLiteral("left port"), QStringLiteral("right port")}));
    }

    void aStalledDeviceIsWarnedOf()
    {
        start(20ms);
        const auto monitor = session().monitor();
        int heard = 0;
        connect(monitor.get(), &StationMonitor::lockChanged, this,
                [&heard](const LockStatus &) { ++heard; });
        const auto *left =
            dynamic_cast<const Pump *>(m_station->things().find(QStringLiteral("left")));
        QVERIFY(left);
        QVERIFY(!leftPort().isHeld());
        expectWarning("^No progress for .* holds the left port for left\\.");
        {
            const LockGuard hold = left->port.hold();
            WAIT_UNTIL(leftPort().owner->warning.has_value());
            QVERIFY(toJson(leftPort()).at("owner").at("warning").is_string());
            WAIT_UNTIL(heard > 0);
        }
        QVERIFY(!leftPort().isHeld());
    }

    void anActionThatHangsIsWarnedOf()
    {
        start(20ms);
        expectWarning("^No progress for .*: tile scan holds the global lock for left\\.hang");
        const auto begun =
            session().invoke(QStringLiteral("left"), QStringLiteral("hang"), nullptr);
        QVERIFY(begun);
        const auto isWarned = [this] {
            const LockStatus status = session().lockStatus();
            return status.owner && status.owner->warning;
        };
        WAIT_UNTIL(isWarned());
        QVERIFY(session().cancel(begun->id));
        WAIT_UNTIL(!session().lockStatus().isHeld());
    }

    void anActionThatSaysHowFarItIsIsNot()
    {
        start(5s);
        const auto begun =
            session().invoke(QStringLiteral("left"), QStringLiteral("get_on"), nullptr);
        QVERIFY(begun);
        const auto isOld = [this] {
            const LockStatus status = session().lockStatus();
            return status.owner && status.owner->operationFor > 5500ms;
        };
        WAIT_UNTIL(isOld());
        QVERIFY(!session().lockStatus().owner->warning);
        QVERIFY(toJson(session().lockStatus()).at("owner").at("warning").is_null());
        QVERIFY(session().cancel(begun->id));
        WAIT_UNTIL(!session().lockStatus().isHeld());
    }
};

HOLDFAST_GUILESS_TEST(TestDeviceWatch)

} // namespace tst_devicewatch

#include "tst_devicewatch.moc"
