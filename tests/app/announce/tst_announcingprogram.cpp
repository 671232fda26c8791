// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/announce/fakeavahi.h"
#include "tests/app/announce/privatebus.h"
#include "tests/app/holdfastprocess.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_announcingprogram {

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

} // namespace

//! The program itself, on a system bus that is the test's own.
class TestAnnouncingProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivateBus::isInstalled())
            QSKIP("There is no dbus-daemon on this computer; the package dbus-daemon has it.");
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void announcesThePortThatItServesAtAndWithdrawsAtTheEnd();
    void saysWhenNoProgramInTheNetworkCouldReachIt();
    void announcesNothingWhenItIsNotAskedTo();

private:
    //! Returns the arguments for a configuration with \a members, at any free port.
    QStringList arguments(const QByteArray &members)
    {
        QFile file(m_folder.filePath(QStringLiteral("lab.json")));
        if (file.open(QIODevice::WriteOnly))
            file.write("{\"things\": {\"stage\": \"SimulatedStage\"}, \"port\": 0, " + members
                       + '}');
        return {QStringLiteral("--headless"), QStringLiteral("-c"), file.fileName()};
    }

    QTemporaryDir m_folder;
};

void TestAnnouncingProgram::announcesThePortThatItServesAtAndWithdrawsAtTheEnd()
{
    PrivateBus bus;
    FakeAvahi avahi(bus.connection());
    HoldfastProcess program;
    program.useSystemBus(bus.address());
    const QUrl url = program.serve(arguments(
        R"("host": "0.0.0.0", "announce": {"name": "Microscope 3"}, "api_prefix": "/a")"));
    QVERIFY2(url.isValid(), program.said().constData());
    QTRY_VERIFY2_WITH_TIMEOUT(avahi.hasCommitted(), program.said().constData(), s_limit);
    const FakeService service = avahi.group(0).services().first();
    QCOMPARE(service.name, QStringLiteral("Microscope 3"));
    QCOMPARE(int {service.port}, url.port());
    QCOMPARE(service.text.value(0), QByteArray("td=/.well-known/wot"));
    avahi.group(0).establish();
    QTRY_VERIFY2_WITH_TIMEOUT(program.errorOutput().contains(QStringLiteral("as \"Microscope 3\"")),
                              program.said().constData(), s_limit);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(avahi.group(0).isFree(), s_limit);
}

void TestAnnouncingProgram::saysWhenNoProgramInTheNetworkCouldReachIt()
{
    PrivateBus bus;
    const FakeAvahi avahi(bus.connection());
    HoldfastProcess program;
    program.useSystemBus(bus.address());
    const QUrl url = program.serve(arguments(R"("host": "localhost", "announce": true)"));
    QVERIFY2(url.isValid(), program.said().constData());
    QTRY_VERIFY2_WITH_TIMEOUT(program.errorOutput().contains(QStringLiteral(
                                  "Not announced on the local network: only programs on this "
                                  "computer can reach the server.")),
                              program.said().constData(), s_limit);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(avahi.groupCount(), 0);
}

void TestAnnouncingProgram::announcesNothingWhenItIsNotAskedTo()
{
    PrivateBus bus;
    const FakeAvahi avahi(bus.connection());
    HoldfastProcess program;
    program.useSystemBus(bus.address());
    const QUrl url = program.serve(arguments(R"("host": "0.0.0.0")"));
    QVERIFY2(url.isValid(), program.said().constData());
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(avahi.groupCount(), 0);
    QVERIFY2(!program.errorOutput().contains(QStringLiteral("nnounced")),
             program.said().constData());
}

HOLDFAST_GUILESS_TEST(TestAnnouncingProgram)

} // namespace tst_announcingprogram

#include "tst_announcingprogram.moc"
