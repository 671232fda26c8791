// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/micromanager/microscopebench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QFile>
#include <QTest>

namespace tst_bridgefaults {

using namespace Holdfast;

namespace {

const QString s_xy = QStringLiteral("xy");
const QString s_position = QStringLiteral("position");
const QString s_restart = QStringLiteral("restart");
const QString s_microscope = QStringLiteral("microscope");

//! Options with which a bridge that does not answer is noticed soon.
MicroManagerOptions impatient(const FakeMicroscope &fake)
{
    MicroManagerOptions options = fake.options();
    options.answerTimeout = 0.5;
    return options;
}

} // namespace

class TestBridgeFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsMissingIsAFaultWithARemedy_data();
    void whatIsMissingIsAFaultWithARemedy();
    void aConfigurationThatDoesNotLoadIsAFaultWithARemedy_data();
    void aConfigurationThatDoesNotLoadIsAFaultWithARemedy();
    void optionsThatAreWrongAreRefused_data();
    void optionsThatAreWrongAreRefused();
    void aBridgeThatEndsIsAFaultUntilItIsRestarted_data();
    void aBridgeThatEndsIsAFaultUntilItIsRestarted();
    void aBridgeThatDoesNotLoadInTimeIsEnded();
    void aBridgeThatIsLateIsWaitedFor();
    void aBridgeThatDoesNotStopInTimeIsEnded();
    void otherDevicesAfterARestartAreAFault();
    void aRestartThatFailsSaysWhy();
};

void TestBridgeFaults::whatIsMissingIsAFaultWithARemedy_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("remedy");
    const QString fake = QStringLiteral(FAKE_BRIDGE);
    QTest::newRow("the program") << "/nowhere/holdfast-mmcore"
                                 << ""
                                 << "fake.cfg"
                                 << "holdfast-mmcore, which runs"
                                 << "./dev mmcore";
    QTest::newRow("a program that is none") << "/dev/null"
                                            << ""
                                            << "fake.cfg"
                                            << "holdfast-mmcore, which runs"
                                            << "./dev mmcore";
    QTest::newRow("the adapters") << fake << "/nowhere"
                                  << "fake.cfg"
                                  << "no folder with adapters"
                                  << "adapters";
    QTest::newRow("the configuration") << fake << ""
                                       << "other.cfg"
                                       << "other.cfg, is missing"
                                       << "config";
}

void TestBridgeFaults::whatIsMissingIsAFaultWithARemedy()
{
    QFETCH(QString, program);
    QFETCH(QString, folder);
    QFETCH(QString, config);
    QFETCH(QString, what);
    QFETCH(QString, remedy);
    const FakeMicroscope fake;
    MicroManagerOptions options = fake.options();
    options.program = program;
    options.config = config;
    if (!folder.isEmpty())
        options.adapters = QStringList {folder};
    MicroscopeBench bench(options);
    QVERIFY2(bench.fault().contains(what), qPrintable(bench.fault()));
    QVERIFY2(bench.remedy().contains(remedy), qPrintable(bench.remedy()));
    QVERIFY(!bench.manager().isConnected());
}

void TestBridgeFaults::aConfigurationThatDoesNotLoadIsAFaultWithARemedy_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("an adapter is missing") << "adapter"
                                           << "cannot be loaded"
                                           << "libraries";
    QTest::newRow("an adapter of another version") << "version"
                                                   << "another version"
                                                   << "device interface";
    QTest::newRow("a device is missing") << "load"
                                         << "cannot load the configuration"
                                         << "switched on";
}

void TestBridgeFaults::aConfigurationThatDoesNotLoadIsAFaultWithARemedy()
{
    QFETCH(QString, kind);
    QFETCH(QString, what);
    QFETCH(QString, remedy);
    FakeMicroscope fake(Json {{"load", toUtf8String(kind)}});
    MicroscopeBench bench(fake.options());
    QVERIFY2(bench.fault().contains(what), qPrintable(bench.fault()));
    QVERIFY2(bench.remedy().contains(remedy), qPrintable(bench.remedy()));
    QCOMPARE(bench.manager().fault()->details, QStringLiteral("Line 7: no such thing"));

    // There are no Things of the devices, and none can be added any more.
    fake.configure(Json::object());
    (void)bench.invoke(s_microscope, s_restart);
    QVERIFY(bench.manager().isConnected());
    QVERIFY2(bench.fault().contains(u"not there when Holdfast started"), qPrintable(bench.fault()));
}

void TestBridgeFaults::optionsThatAreWrongAreRefused_data()
{
    QTest::addColumn<MicroManagerOptions>("options");
    QTest::addColumn<QString>("text");
    MicroManagerOptions good;
    good.config = QStringLiteral("x.cfg");
    QTest::newRow("no configuration") << MicroManagerOptions() << "config";
    MicroManagerOptions backwards = good;
    backwards.micrometresPerStep = -1;
    QTest::newRow("steps backwards") << backwards << "micrometres_per_step";
    MicroManagerOptions hasty = good;
    hasty.answerTimeout = 0;
    QTest::newRow("no time to answer") << hasty << "answer_timeout";
    MicroManagerOptions patient = good;
    patient.startTimeout = 1e6;
    QTest::newRow("days to start") << patient << "start_timeout";
}

void TestBridgeFaults::optionsThatAreWrongAreRefused()
{
    QFETCH(MicroManagerOptions, options);
    QFETCH(QString, text);
    const QString thrown = thrownBy([&] { const MicroManager manager(options); });
    QVERIFY2(thrown.contains(text), qPrintable(thrown));
}

void TestBridgeFaults::aBridgeThatEndsIsAFaultUntilItIsRestarted_data()
{
    QTest::addColumn<QString>("misbehaviour");
    QTest::addColumn<QString>("what");
    QTest::newRow("it crashes") << "crashes"
                                << "crashed";
    QTest::newRow("it exits") << "dies"
                              << "exit code 3";
    QTest::newRow("it does not answer") << "silent"
                                        << "did not answer for 0.5 s (XY)";
    QTest::newRow("it answers with garbage") << "garbage"
                                             << "no JSON";
}

void TestBridgeFaults::aBridgeThatEndsIsAFaultUntilItIsRestarted()
{
    QFETCH(QString, misbehaviour);
    QFETCH(QString, what);
    FakeMicroscope fake(Json {{toUtf8String(misbehaviour), {"position"}}});
    MicroscopeBench bench(impatient(fake));
    QCOMPARE(bench.fault(), QString());
    const QString thrown = thrownBy([&] { (void)bench.read(s_xy, s_position); });
    QVERIFY2(thrown.startsWith(u"DeviceLostError"), qPrintable(thrown));
    QVERIFY2(thrown.contains(what), qPrintable(thrown));
    WAIT_UNTIL(!bench.fault().isEmpty());
    QVERIFY2(bench.fault().contains(what), qPrintable(bench.fault()));
    QVERIFY2(bench.remedy().contains(u"restart"), qPrintable(bench.remedy()));
    WAIT_UNTIL(!bench.manager().isConnected());
    if (misbehaviour == u"dies")
        QCOMPARE(bench.manager().fault()->details, QStringLiteral("The adapter says goodbye."));
    // It is not tried again and again.
    QVERIFY(thrownBy([&] { (void)bench.read(s_xy, s_position); }).startsWith(u"DeviceLostError"));

    fake.configure(Json::object());
    (void)bench.invoke(s_microscope, s_restart);
    QCOMPARE(bench.fault(), QString());
    QCOMPARE(bench.read(s_xy, s_position), Json({{"x", 0.0}, {"y", 0.0}}));
    bench.invoke(s_xy, QStringLiteral("move_absolute"), {{"x", 5.0}});
    QCOMPARE(bench.read(s_xy, s_position)["x"], Json(5.0));
}

void TestBridgeFaults::aBridgeThatDoesNotLoadInTimeIsEnded()
{
    const FakeMicroscope fake(Json {{"silent", {"load"}}});
    MicroManagerOptions options = fake.options();
    options.startTimeout = 0.5;
    MicroscopeBench bench(options);
    QVERIFY2(bench.fault().contains(u"did not answer for 0.5 s (load)"), qPrintable(bench.fault()));
    QVERIFY2(bench.remedy().contains(u"start_timeout"), qPrintable(bench.remedy()));
}

void TestBridgeFaults::aBridgeThatIsLateIsWaitedFor()
{
    // The move takes longer than an answer may take, but there are signs of life.
    const FakeMicroscope fake(Json {{"late", {{"get", 0.2}}}, {"speed", 100}});
    MicroscopeBench bench(impatient(fake));
    QCOMPARE(bench.read(s_xy, QStringLiteral("velocity")), Json(1.0));
    bench.invoke(s_xy, QStringLiteral("move_absolute"), {{"x", 80.0}});
    QCOMPARE(bench.read(s_xy, s_position)["x"], Json(80.0));
    QCOMPARE(bench.fault(), QString());
}

void TestBridgeFaults::aBridgeThatDoesNotStopInTimeIsEnded()
{
    // It goes on with the move, and reports its progress, but hears nothing.
    const FakeMicroscope fake(Json {{"deaf", {"move"}}, {"speed", 10}});
    MicroscopeBench bench(fake.options());
    const auto move = bench.start(s_xy, QStringLiteral("move_absolute"), {{"x", 100'000.0}});
    WAIT_UNTIL(bench.read(s_xy, QStringLiteral("moving")) == true && fake.count("move") > 0);
    bench.manager().emergencyStop();
    const QString thrown = thrownBy([&] { move->wait(); });
    QVERIFY2(thrown.startsWith(u"DeviceLostError"), qPrintable(thrown));
    QVERIFY2(thrown.contains(u"did not stop its devices within 700 ms"), qPrintable(thrown));
    WAIT_UNTIL(!bench.fault().isEmpty());
    QVERIFY2(bench.remedy().contains(u"still be moving"), qPrintable(bench.remedy()));
}

void TestBridgeFaults::otherDevicesAfterARestartAreAFault()
{
    FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    fake.configure({{"more", true}});
    (void)bench.invoke(s_microscope, s_restart);
    QVERIFY2(bench.fault().contains(u"other devices"), qPrintable(bench.fault()));
    QVERIFY2(bench.remedy().contains(u"Start Holdfast again"), qPrintable(bench.remedy()));
    QCOMPARE(bench.read(s_xy, s_position), Json({{"x", 0.0}, {"y", 0.0}}));
}

void TestBridgeFaults::aRestartThatFailsSaysWhy()
{
    FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    fake.configure({{"load", "adapter"}});
    const QString thrown = thrownBy([&] { (void)bench.invoke(s_microscope, s_restart); });
    QVERIFY2(thrown.contains(u"cannot be loaded"), qPrintable(thrown));
    QVERIFY2(bench.fault().contains(u"cannot be loaded"), qPrintable(bench.fault()));
    QVERIFY(!bench.manager().isConnected());
}

HOLDFAST_GUILESS_TEST(TestBridgeFaults)

} // namespace tst_bridgefaults

#include "tst_bridgefaults.moc"
