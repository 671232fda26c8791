// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "ui/thing/property/propertylink.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace tst_propertylink {

using namespace Holdfast;

using Phase = Operation::Phase;

namespace {

const QString rich = QStringLiteral("rich");

//! A property of the rich Thing, and a monitor that tells about it.
struct Wire
{
    explicit Wire(const char *name)
        : monitor(bench.operatorSession.monitor())
        , link({bench.operatorSession, monitor.get()}, rich,
               *bench.operatorSession.affordances(rich)->property(QString::fromLatin1(name)))
    {
        QObject::connect(monitor.get(), &StationMonitor::propertyChanged, &link,
                         [this](const QString &, const QString &property, const Json &value,
                                const Principal &by) {
                             if (property == link.property().name)
                                 link.hear(value, by);
                         });
    }

    bool has(const Json &value) const { return link.value() && link.value()->json == value; }
    Reply<WriteReceipt> writeRemotely(const Json &value)
    {
        return bench.remoteSession.write(rich, link.property().name, value);
    }

    Fake::Bench bench {{true, true, true, true}};
    std::unique_ptr<StationMonitor> monitor;
    PropertyLink link;
};

} // namespace

class TestPropertyLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void itReadsWhatThereIs()
    {
        Wire wire("exposure");
        QVERIFY(!wire.link.value());
        wire.link.read();
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(100), 30'000);
        QVERIFY(!wire.link.isReading());
    }

    void aGetterThatThrowsIsToldInASentence()
    {
        Wire wire("broken");
        wire.link.read();
        QTRY_COMPARE_WITH_TIMEOUT(wire.link.readProblem(), QStringLiteral("The wire is cut."),
                                  30'000);
        QVERIFY(!wire.link.value());
    }

    void aSlowGetterDoesNotBlockTheWindow()
    {
        Wire wire("slow");
        wire.bench.controls->blockGetter = true;
        wire.link.read();
        QVERIFY(wire.link.isReading());
        wire.bench.controls->blockGetter = false;
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(7), 30'000);
    }

    void whatTheInstrumentMadeOfItIsSaid()
    {
        Wire wire("exposure");
        wire.link.read();
        wire.link.write(57);
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(50), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(wire.link.remark(),
                                  QStringLiteral("57 µs was requested; the instrument took 50 µs."),
                                  30'000);
        wire.link.write(60);
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(60) && !wire.link.writing().isUnderWay(), 30'000);
        QCOMPARE(wire.link.remark(), QString());
        QVERIFY(!wire.link.changedBy());
    }

    void oneThatDoesNotTellIsReadBack()
    {
        Wire wire("gain");
        wire.link.read();
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(1.5), 30'000);
        wire.link.write(2.5);
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(2.5), 30'000);
    }

    void whatIsWrongIsRefusedWithTheReason()
    {
        Wire wire("exposure");
        wire.link.write(5000);
        QCOMPARE(wire.link.problem(),
                 QStringLiteral("Not set. Input should be less than or equal to 1000"));
        QCOMPARE(wire.link.writing().phase(), Phase::Idle);
    }

    void theLastOfSeveralWishesCounts()
    {
        Wire wire("exposure");
        (void)wire.bench.holdRemotely();
        for (const int wish : {20, 30, 40})
            wire.link.write(wish);
        wire.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(40) && !wire.link.writing().isUnderWay(), 30'000);
    }

    void itWaitsForTheLockAndSaysForWhom()
    {
        Wire wire("exposure");
        (void)wire.bench.holdRemotely();
        wire.link.write(50);
        QCOMPARE(wire.link.writing().phase(), Phase::Waiting);
        QCOMPARE(wire.link.writing().waitingFor(),
                 QStringLiteral("tile scan (127.0.0.1:40112): stage.move_relative"));
        wire.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(50), 30'000);
        QCOMPARE(wire.link.problem(), QString());
    }

    void aWishThatIsTakenBackChangesNothing()
    {
        Wire wire("exposure");
        (void)wire.bench.holdRemotely();
        wire.link.write(50);
        wire.link.write(60);
        wire.link.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(wire.link.writing().phase(), Phase::Idle, 30'000);
        QCOMPARE(wire.link.problem(), QString());
        wire.bench.letGo();
        wire.link.read();
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(100), 30'000);
    }

    void whoDoesNotGetTheLockIsToldWhy()
    {
        Wire wire("exposure");
        (void)wire.bench.holdRemotely();
        wire.link.write(50);
        QTRY_VERIFY_WITH_TIMEOUT(!wire.link.problem().isEmpty(), 30'000);
        QVERIFY2(wire.link.problem().startsWith(
                     QStringLiteral("Not set. The global lock could not be acquired")),
                 qPrintable(wire.link.problem()));
        QVERIFY(wire.link.problem().contains(QStringLiteral("tile scan")));
    }

    void aResetBringsTheFirstValueBack()
    {
        Wire wire("exposure");
        wire.link.write(50);
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(50) && !wire.link.writing().isUnderWay(), 30'000);
        wire.link.reset();
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(100), 30'000);
    }

    void whatAClientChangesIsMarkedWithItsName()
    {
        Wire wire("exposure");
        wire.link.read();
        QVERIFY(wire.writeRemotely(70).wait());
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(70), 30'000);
        QVERIFY(wire.link.changedBy());
        QCOMPARE(wire.link.changedBy()->name, QStringLiteral("tile scan"));
        wire.link.write(80); // the operator knows better now
        QVERIFY(!wire.link.changedBy());
    }

    void whatAClientSetsToTheSameIsNoChange()
    {
        Wire wire("exposure");
        wire.link.read();
        const QSignalSpy told(&wire.link, &PropertyLink::valueChanged);
        QVERIFY(wire.writeRemotely(100).wait());
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), 30'000);
        QVERIFY(!wire.link.changedBy());
    }

    void whatTheThingDoesByItselfIsNoClientsChange()
    {
        Wire wire("temperature");
        wire.link.read();
        wire.bench.controls->rich.load()->setTemperature(30);
        QTRY_VERIFY_WITH_TIMEOUT(wire.has(30.0), 30'000);
        QVERIFY(!wire.link.changedBy());
    }

    void aPictureIsReadWithItsData()
    {
        Wire wire("picture");
        wire.link.read();
        QTRY_VERIFY_WITH_TIMEOUT(wire.link.value().has_value(), 30'000);
        QCOMPARE(wire.link.value()->blobs.size(), 1);
    }
};

HOLDFAST_TEST(TestPropertyLink)

} // namespace tst_propertylink

#include "tst_propertylink.moc"
