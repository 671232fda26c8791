// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/site/machinenames.h"
#include "core/server/http/site/site.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSysInfo>
#include <QTest>

namespace tst_site {

using namespace Holdfast;

namespace {

// Returns the options of a station behind a proxy on its own machine, and another one in front of
// that.
SiteOptions behindProxies()
{
    return {.publicUrl = QUrl(QStringLiteral("https://scope.example")),
            .allowedHosts = {QStringLiteral("alias.lab")},
            .trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1")),
                               QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8"))},
            .machineNames = QStringList {QStringLiteral("scope3")}};
}

} // namespace

// Which names are the server's, and where a request was sent to.
class SiteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void namesAreOursOrNot_data();
    void namesAreOursOrNot();
    void thisMachineKnowsItsNames();
    void proxiesSayWhereARequestWentTo_data();
    void proxiesSayWhereARequestWentTo();
};

void SiteTest::namesAreOursOrNot_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("ours");
    const auto row = [](const char *host, bool ours) {
        QTest::newRow(host) << QString::fromLatin1(host) << ours;
    };
    row("127.0.0.1", true);
    row("192.168.1.7", true);
    row("::1", true);
    row("localhost", true);
    row("configured.lab", true);
    row("scope3", true);
    row("scope3.lab.example", true);
    row("scope3.local", true);
    row("scope3-2.local", true); // mDNS calls it so when there is another scope3
    row("scope3-x.local", false);
    row("scope3-.local", false);
    row("scope3-2", false);
    row("alias.lab", true);
    row("public.example", true);
    row("microscope-3.local", true);
    row("", false);
    row("evil.example", false);
    row("scope3.evil.example", false);
    row("127.0.0.1.evil.example", false);
    row("localhost.evil.example", false);
}

void SiteTest::namesAreOursOrNot()
{
    QFETCH(const QString, host);
    const Site site(
        QStringLiteral("Configured.Lab"),
        {.publicUrl = QUrl(QStringLiteral("https://public.example:8443")),
         .allowedHosts = {QStringLiteral("alias.lab")},
         .announcedName = QStringLiteral("microscope-3"),
         .machineNames = QStringList {QStringLiteral("scope3"), QStringLiteral("scope3.local"),
                                      QStringLiteral("scope3.lab.example")}});
    QTEST(site.isOurs(host), "ours");
}

void SiteTest::thisMachineKnowsItsNames()
{
    const QStringList names = namesOfThisMachine();
    const QString label = QSysInfo::machineHostName().toLower().section(u'.', 0, 0);
    if (label.isEmpty()) {
        QVERIFY(names.isEmpty());
        return;
    }
    QVERIFY(names.contains(label));
    QVERIFY(names.contains(QSysInfo::machineHostName().toLower()));
    QVERIFY(names.contains(label + QStringLiteral(".local")));
    for (const QString &name : names)
        QCOMPARE(name.section(u'.', 0, 0), label);
}

void SiteTest::proxiesSayWhereARequestWentTo_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("sender");
    const auto row = [](const char *name, const char *peer, const QByteArray &fields,
                        const char *base, const char *sender) {
        QTest::newRow(name) << QString::fromLatin1(peer) << fields << QString::fromLatin1(base)
                            << QString::fromLatin1(sender);
    };
    constexpr auto proxy = "127.0.0.1";
    const QByteArray local = "host: 127.0.0.1:5000\n";
    row("no proxy", "192.0.2.1", "host: scope3:5000", "http://scope3:5000", "192.0.2.1:40112");
    row("a program on the machine", proxy, local, "http://127.0.0.1:5000", "127.0.0.1:40112");
    row("a proxy that is not trusted", "192.0.2.1",
        local + "x-forwarded-for: 127.0.0.1\nx-forwarded-proto: https\nx-forwarded-host: scope3",
        "http://127.0.0.1:5000", "192.0.2.1:40112");
    row("a proxy that keeps the host", proxy, "host: scope.example\nx-forwarded-for: 192.0.2.1",
        "https://scope.example", "192.0.2.1");
    row("one that tells it", proxy,
        local
            + "x-forwarded-for: 192.0.2.1\nx-forwarded-proto: https\n"
              "x-forwarded-host: scope.example",
        "https://scope.example", "192.0.2.1");
    row("one that hides the host", proxy, local + "x-forwarded-for: 192.0.2.1",
        "https://scope.example", "192.0.2.1");
    row("one that is reached by another name", proxy,
        local
            + "x-forwarded-for: 192.0.2.1\nx-forwarded-proto: https\n"
              "x-forwarded-host: alias.lab:8443",
        "https://alias.lab:8443", "192.0.2.1");
    row("one that tells the port beside", proxy,
        local + "x-forwarded-proto: https\nx-forwarded-host: alias.lab\nx-forwarded-port: 8443",
        "https://alias.lab:8443", "127.0.0.1:40112");
    row("one that tells the usual port", proxy,
        local + "x-forwarded-proto: https\nx-forwarded-host: alias.lab\nx-forwarded-port: 443",
        "https://alias.lab", "127.0.0.1:40112");
    row("as RFC 7239 has it", proxy, local + "forwarded: for=192.0.2.1;proto=https;host=alias.lab",
        "https://alias.lab", "192.0.2.1");
    row("with quotation marks and a port", proxy,
        local + "forwarded: For=\"[2001:db8::1]:4711\"; Proto=https; Host=\"alias.lab:81\"",
        "https://alias.lab:81", "[2001:db8::1]:4711");
    row("a proxy that does not tell who it is", proxy,
        local + "forwarded: for=_secret;host=alias.lab", "http://alias.lab", "unknown");
    row("two proxies", proxy,
        local
            + "forwarded: for=192.0.2.1;proto=https;host=alias.lab\n"
              "forwarded: for=10.0.0.1;proto=http;host=inner",
        "https://alias.lab", "192.0.2.1");
    row("two proxies in one field", proxy,
        local
            + "x-forwarded-for: 192.0.2.1, 10.0.0.1\nx-forwarded-proto: https, http\n"
              "x-forwarded-host: alias.lab, inner",
        "https://alias.lab", "192.0.2.1");
    row("what a client said before the proxies", proxy,
        local + "x-forwarded-for: 127.0.0.1, 192.0.2.1, 10.0.0.1\nx-forwarded-host: alias.lab",
        "http://alias.lab", "192.0.2.1");
    row("what a client says in the other way", proxy,
        local
            + "forwarded: for=127.0.0.1\nx-forwarded-for: 192.0.2.1\n"
              "x-forwarded-host: alias.lab",
        "http://alias.lab", "unknown");
    row("a host that is none", proxy, local + "x-forwarded-for: 192.0.2.1\nx-forwarded-host: a/b",
        "https://scope.example", "192.0.2.1");
    row("a scheme that is none", proxy,
        local + "x-forwarded-host: alias.lab\nx-forwarded-proto: javascript", "http://alias.lab",
        "127.0.0.1:40112");
    row("a proxy over an IPv6 socket", "::ffff:127.0.0.1",
        local + "x-forwarded-for: 192.0.2.1\nx-forwarded-host: alias.lab", "http://alias.lab",
        "192.0.2.1");
}

void SiteTest::proxiesSayWhereARequestWentTo()
{
    QFETCH(const QString, peer);
    QFETCH(const QByteArray, fields);
    Request request;
    request.peerAddress = QHostAddress(peer);
    request.peerPort = 40112;
    for (const QByteArray &line : fields.split('\n')) {
        const qsizetype colon = line.indexOf(": ");
        if (colon > 0)
            request.headers.add(line.first(colon), line.sliced(colon + 2));
    }
    Site(QStringLiteral("0.0.0.0"), behindProxies()).locate(request);
    QTEST(request.baseUrl(), "base");
    QTEST(request.peerName(), "sender");
}

HOLDFAST_GUILESS_TEST(SiteTest)

} // namespace tst_site

#include "tst_site.moc"
