// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/portinquiry.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTest>

#include <optional>

namespace tst_portinquiry {

using namespace Holdfast;

namespace {

using Kind = PortOwner::Kind;

Json description(const char *title)
{
    return {{"openapi", "3.1.0"}, {"info", {{"title", title}, {"version", "0.2.0"}}}};
}

FakeReply answer(int status, const Json &body, const QByteArray &headers = {})
{
    return {status, body, headers, FakeReply::Kind::Answer};
}

} // namespace

//! Tests whether a Holdfast at a port is told from all other programs.
class TestPortInquiry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsAHoldfastFromOtherPrograms_data()
    {
        QTest::addColumn<FakeReply>("described");
        QTest::addColumn<FakeReply>("fallback");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("version");
        const FakeReply none = answer(404, nullptr);
        const auto row = [](const char *name, const FakeReply &described, const FakeReply &fallback,
                            Kind kind, const QString &version = {}) {
            QTest::newRow(name) << described << fallback << kind << version;
        };
        row("a Holdfast", answer(200, description("Holdfast")), none, Kind::Holdfast,
            QStringLiteral("0.2.0"));
        row("one that wants a token",
            answer(401, nullptr, "WWW-Authenticate: Bearer realm=\"Holdfast\"\r\n"), none,
            Kind::Holdfast);
        row("one that could not start", answer(302, nullptr, "Location: /\r\n"), answer(200, true),
            Kind::FailedHoldfast);
        row("a program that wants a token",
            answer(401, nullptr, "WWW-Authenticate: Bearer realm=\"Lab\"\r\n"), none, Kind::Other);
        row("a LabThings server", answer(200, description("Labthings Server")), none, Kind::Other);
        row("a description that is a list", answer(200, Json::array({1})), none, Kind::Other);
        row("a title that is a number", answer(200, {{"info", {{"title", 5}}}}), none, Kind::Other);
        row("a web server", none, none, Kind::Other);
        row("a web server that leads elsewhere", answer(302, nullptr, "Location: /\r\n"), none,
            Kind::Other);
        row("a program that hangs up", FakeReply::drop(), none, Kind::Other);
        row("a program that does not answer", FakeReply::hang(), none, Kind::Other);
    }

    void tellsAHoldfastFromOtherPrograms()
    {
        QFETCH(const FakeReply, described);
        QFETCH(const FakeReply, fallback);
        QFETCH(const Kind, kind);
        QFETCH(const QString, version);
        FakeLockServer server;
        server.tell("GET /openapi.json", {described});
        server.tell("GET /labthings_fallback", {fallback});
        const PortOwner owner = ask(QStringLiteral("127.0.0.1"), quint16(server.url().port()));
        QCOMPARE(owner.kind, kind);
        QCOMPARE(owner.version, version);
        const bool isHoldfast = kind == Kind::Holdfast || kind == Kind::FailedHoldfast;
        QCOMPARE(owner.page.isEmpty(), !isHoldfast);
        if (isHoldfast)
            QCOMPARE(owner.page.toString(),
                     QStringLiteral("http://127.0.0.1:%1/").arg(server.url().port()));
    }

    void asksTheLoopbackAddressForAllAddresses_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("IPv4") << QStringLiteral("0.0.0.0");
        QTest::newRow("all") << QStringLiteral("::");
        QTest::newRow("a name") << QStringLiteral("localhost");
    }

    void asksTheLoopbackAddressForAllAddresses()
    {
        QFETCH(const QString, host);
        FakeLockServer server;
        server.tell("GET /openapi.json", {answer(200, description("Holdfast"))});
        QCOMPARE(ask(host, quint16(server.url().port())).kind, Kind::Holdfast);
    }

    void knowsAPortThatIsFree()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        QCOMPARE(ask(QStringLiteral("127.0.0.1"), port).kind, Kind::Nothing);
    }

    void givesAnEarlierQuestionUp()
    {
        FakeLockServer first;
        first.tell("GET /openapi.json", {FakeReply::hang()});
        FakeLockServer second;
        second.tell("GET /openapi.json", {answer(200, description("Holdfast"))});
        PortInquiry inquiry;
        int answers = 0;
        std::optional<PortOwner> owner;
        const auto take = [&](const PortOwner &found) {
            ++answers;
            owner = found;
        };
        inquiry.ask(QStringLiteral("127.0.0.1"), quint16(first.url().port()), take);
        WAIT_UNTIL(first.count("GET /openapi.json") == 1);
        inquiry.ask(QStringLiteral("127.0.0.1"), quint16(second.url().port()), take);
        WAIT_UNTIL(owner);
        WAIT_UNTIL(first.connections() == 0);
        QCOMPARE(answers, 1);
        QVERIFY(owner->isHoldfast());
    }

private:
    static PortOwner ask(const QString &host, quint16 port)
    {
        PortInquiry inquiry;
        std::optional<PortOwner> owner;
        inquiry.ask(host, port, [&owner](const PortOwner &found) { owner = found; });
        return QTest::qWaitFor([&owner] { return owner.has_value(); }, 30'000) ? *owner
                                                                               : PortOwner();
    }
};

HOLDFAST_GUILESS_TEST(TestPortInquiry)

} // namespace tst_portinquiry

#include "tst_portinquiry.moc"
