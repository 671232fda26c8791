// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/announce/avahi.h"
#include "app/announce/serviceannouncer.h"
#include "tests/app/announce/fakeavahi.h"
#include "tests/app/announce/privatebus.h"
#include "tests/program/testprogram.h"

#include <QDBusPendingCall>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <optional>

namespace tst_serviceannouncer {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

const QString s_name = QStringLiteral("Mikroskop ü");

void expectWarning(const char *pattern)
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QString::fromUtf8(pattern)));
}

} // namespace

class TestServiceAnnouncer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void announcesWhatWebOfThingsClientsLookFor();
    void saysUnderWhichNameTheNetworkKnowsIt();
    void takesAnotherNameWhenTheNetworkHasIt();
    void takesAnotherNameWhenThisComputerHasIt();
    void takesAnotherNameEvenAfterItWasKnown();
    void saysOnceThatAvahiIsAbsentAndAnnouncesWhenItStarts();
    void saysThatThereIsNoBus();
    void announcesAgainWhenAvahiRestarts();
    void waitsUntilAvahiKnowsThisComputersName();
    void announcesAgainWhenThisComputerIsRenamed();
    void saysWhatAvahiSaysWhenItRefuses();
    void saysWhatAvahiSaysWhenItFailsLater();
    void withdrawsWhenItGoes();
    void namesItselfAfterThisComputer();

private:
    void announce();
    void startAvahi(FakeAvahi::State state = FakeAvahi::Running)
    {
        m_avahi.emplace(m_bus->connection(), state);
    }
    QStringList announcedNames() const;

    std::unique_ptr<PrivateBus> m_bus;
    std::optional<FakeAvahi> m_avahi;
    std::unique_ptr<ServiceAnnouncer> m_announcer;
    std::unique_ptr<QSignalSpy> m_announced;
    std::unique_ptr<QSignalSpy> m_problems;
    std::optional<QDBusConnection> m_client; //!< the announcer's
};

void TestServiceAnnouncer::initTestCase()
{
    if (!PrivateBus::isInstalled())
        QSKIP("There is no dbus-daemon on this computer; the package dbus-daemon has it.");
}

void TestServiceAnnouncer::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(!m_bus->address().isEmpty());
}

void TestServiceAnnouncer::cleanup()
{
    m_announced.reset();
    m_problems.reset();
    m_announcer.reset();
    m_client.reset();
    m_avahi.reset();
    m_bus.reset();
}

void TestServiceAnnouncer::announce()
{
    m_client = m_bus->connection();
    m_announcer = std::make_unique<ServiceAnnouncer>(*m_client, Announcement {s_name, 5017});
    m_problems = std::make_unique<QSignalSpy>(m_announcer.get(), &ServiceAnnouncer::problem);
    m_announced = std::make_unique<QSignalSpy>(m_announcer.get(), &ServiceAnnouncer::announced);
}

QStringList TestServiceAnnouncer::announcedNames() const
{
    QStringList names;
    for (const QVariantList &arguments : *m_announced)
        names << arguments.first().toString();
    return names;
}

void TestServiceAnnouncer::announcesWhatWebOfThingsClientsLookFor()
{
    startAvahi();
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    QCOMPARE(m_avahi->group(0).calls(),
             (QStringList {QStringLiteral("AddService"), QStringLiteral("Commit")}));
    QCOMPARE(m_avahi->group(0).services().size(), 1);
    const FakeService service = m_avahi->group(0).services().first();
    QCOMPARE(service.interface, -1);
    QCOMPARE(service.protocol, -1);
    QCOMPARE(service.flags, 0U);
    QCOMPARE(service.name, s_name);
    QCOMPARE(service.type, QStringLiteral("_wot._tcp"));
    QCOMPARE(service.domain, QString());
    QCOMPARE(service.host, QString());
    QCOMPARE(service.port, ushort {5017});
    QCOMPARE(service.text, (QByteArrayList {"td=/.well-known/wot", "type=Thing", "scheme=http"}));
}

void TestServiceAnnouncer::saysUnderWhichNameTheNetworkKnowsIt()
{
    startAvahi();
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    QCOMPARE(announcedNames(), QStringList());
    m_avahi->group(0).establish();
    QTRY_COMPARE_WITH_TIMEOUT(announcedNames(), QStringList(s_name), s_limit);
}

void TestServiceAnnouncer::takesAnotherNameWhenTheNetworkHasIt()
{
    startAvahi();
    announce();
    for (int i = 0; i < 2; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
        m_avahi->group(0).collide();
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    m_avahi->group(0).establish();
    QTRY_COMPARE_WITH_TIMEOUT(announcedNames(), QStringList(s_name + QStringLiteral(" #3")),
                              s_limit);
    QCOMPARE(m_avahi->groupCount(), 1);
    QCOMPARE(m_avahi->group(0).services().size(), 1);
    QCOMPARE(m_avahi->group(0).services().first().port, ushort {5017});
}

void TestServiceAnnouncer::takesAnotherNameWhenThisComputerHasIt()
{
    startAvahi();
    m_avahi->setTaken({s_name, s_name + QStringLiteral(" #2")});
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    QCOMPARE(m_avahi->group(0).services().size(), 1);
    QCOMPARE(m_avahi->group(0).services().first().name, s_name + QStringLiteral(" #3"));
}

void TestServiceAnnouncer::takesAnotherNameEvenAfterItWasKnown()
{
    startAvahi();
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    m_avahi->group(0).establish();
    QTRY_COMPARE_WITH_TIMEOUT(announcedNames().size(), 1, s_limit);
    m_avahi->group(0).collide(); // two networks have become one
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    m_avahi->group(0).establish();
    QTRY_COMPARE_WITH_TIMEOUT(announcedNames(),
                              (QStringList {s_name, s_name + QStringLiteral(" #2")}), s_limit);
}

void TestServiceAnnouncer::saysOnceThatAvahiIsAbsentAndAnnouncesWhenItStarts()
{
    expectWarning("^Not announced on the local network: Avahi does not answer \\(.+\\)\\. Once it "
                  "runs, Holdfast is announced\\.$");
    announce();
    QTRY_COMPARE_WITH_TIMEOUT(m_problems->size(), 1, s_limit);
    startAvahi();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    QCOMPARE(m_avahi->group(0).services().first().name, s_name);
}

void TestServiceAnnouncer::saysThatThereIsNoBus()
{
    expectWarning("^Not announced on the local network: without a system bus there is no Avahi "
                  "\\(.+\\)\\.$");
    const ServiceAnnouncer announcer(
        QDBusConnection::connectToBus(QStringLiteral("unix:path=/nowhere"),
                                      QStringLiteral("no bus")),
        Announcement {s_name, 5017});
    QDBusConnection::disconnectFromBus(QStringLiteral("no bus"));
}

void TestServiceAnnouncer::announcesAgainWhenAvahiRestarts()
{
    startAvahi();
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    for (int i = 0; i < 2; ++i) {
        expectWarning("^No longer announced on the local network: Avahi has ended\\.");
        m_avahi.reset();
        startAvahi();
        QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
        QCOMPARE(m_problems->size(), i + 1);
        QCOMPARE(m_avahi->groupCount(), 1);
        QCOMPARE(m_avahi->group(0).services().first().name, s_name);
    }
}

void TestServiceAnnouncer::waitsUntilAvahiKnowsThisComputersName()
{
    startAvahi(FakeAvahi::Registering);
    announce();
    // Once for the answer to the announcer, once for the announcer's possible next question.
    for (int i = 0; i < 2; ++i) {
        const QDBusPendingCall answer =
            m_client->asyncCall(Avahi::serverCall(QStringLiteral("GetState")));
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), s_limit);
        QCOMPARE(answer.reply().arguments().value(0).toInt(), int(FakeAvahi::Registering));
    }
    QCOMPARE(m_avahi->groupCount(), 0);
    m_avahi->setState(FakeAvahi::Running);
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    QCOMPARE(m_avahi->groupCount(), 1);
}

void TestServiceAnnouncer::announcesAgainWhenThisComputerIsRenamed()
{
    startAvahi();
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    m_avahi->setState(FakeAvahi::Collision);
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->group(0).isFree(), s_limit);
    m_avahi->setState(FakeAvahi::Registering);
    m_avahi->setState(FakeAvahi::Running);
    QTRY_COMPARE_WITH_TIMEOUT(m_avahi->groupCount(), 2, s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    QCOMPARE(m_avahi->group(1).services().first().name, s_name);
}

void TestServiceAnnouncer::saysWhatAvahiSaysWhenItRefuses()
{
    startAvahi();
    m_avahi->refuseGroups();
    expectWarning("^Not announced on the local network: Avahi says \"Too many objects\"\\.$");
    announce();
    QTRY_COMPARE_WITH_TIMEOUT(m_problems->size(), 1, s_limit);
}

void TestServiceAnnouncer::saysWhatAvahiSaysWhenItFailsLater()
{
    startAvahi();
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    expectWarning("^Not announced on the local network: Avahi says \"No network\"\\.$");
    m_avahi->group(0).fail(QStringLiteral("No network"));
    QTRY_COMPARE_WITH_TIMEOUT(m_problems->size(), 1, s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->group(0).isFree(), s_limit);
}

void TestServiceAnnouncer::withdrawsWhenItGoes()
{
    startAvahi();
    announce();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->hasCommitted(), s_limit);
    m_announcer.reset();
    QTRY_VERIFY_WITH_TIMEOUT(m_avahi->group(0).isFree(), s_limit);
}

void TestServiceAnnouncer::namesItselfAfterThisComputer()
{
    const QString name = defaultServiceName();
    QVERIFY(name.startsWith(QStringLiteral("Holdfast")));
    QVERIFY(name.toUtf8().size() <= 63);
}

HOLDFAST_GUILESS_TEST(TestServiceAnnouncer)

} // namespace tst_serviceannouncer

#include "tst_serviceannouncer.moc"
