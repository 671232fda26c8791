// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/site/originpolicy.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_originpolicy {

using namespace Holdfast;

class TestOriginPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void pagesOfThisHostAreServed_data();
    void pagesOfThisHostAreServed();
    void theHostMustBeOurs_data();
    void theHostMustBeOurs();
    void aPreflightSaysWhatIsAllowed();
    void programsAreNotConcerned();
    void pagesOfAllowedOriginsAreServed_data();
    void pagesOfAllowedOriginsAreServed();
    void pagesOfThePublicAddressAreServed_data();
    void pagesOfThePublicAddressAreServed();
    void pagesMayReadWhatTheyMust();
};

namespace {

Request requestFrom(const QByteArray &origin, Method method)
{
    Request request;
    request.method = method;
    request.headers.add("host", "lab:5000");
    request.headers.add("origin", origin);
    return request;
}

} // namespace

void TestOriginPolicy::pagesOfThisHostAreServed_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("served");
    QTest::newRow("the server itself") << QByteArray("http://lab:5000") << true;
    QTest::newRow("another port") << QByteArray("http://lab:8080") << true;
    QTest::newRow("https") << QByteArray("https://lab") << true;
    QTest::newRow("upper case") << QByteArray("http://LAB:5000") << true;
    QTest::newRow("another host") << QByteArray("http://elsewhere:5000") << false;
    QTest::newRow("a longer name") << QByteArray("http://lab.evil.example") << false;
    QTest::newRow("a user of that name") << QByteArray("http://lab@evil.example") << false;
    QTest::newRow("a file or a sandbox") << QByteArray("null") << false;
    QTest::newRow("another scheme") << QByteArray("ftp://lab") << false;
    QTest::newRow("nonsense") << QByteArray("://") << false;
    QTest::newRow("nothing") << QByteArray("") << false;
}

void TestOriginPolicy::pagesOfThisHostAreServed()
{
    QFETCH(const QByteArray, origin);
    QFETCH(const bool, served);
    const OriginPolicy policy(QStringLiteral("lab"));
    for (const Method method : {Method::Put, Method::Post, Method::Delete, Method::Patch}) {
        const auto answer = policy.answer(requestFrom(origin, method));
        QCOMPARE(answer.has_value(), !served);
        QVERIFY(served || answer->status == 403);
    }
    const Request read = requestFrom(origin, Method::Get);
    QVERIFY(!policy.answer(read));
    QCOMPARE(policy.replyHeaders(read).contains("access-control-allow-origin"), served);
    QCOMPARE(policy.replyHeaders(read).value("vary"), "Origin");
}

void TestOriginPolicy::theHostMustBeOurs_data()
{
    QTest::addColumn<QString>("configured");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("ours");
    const auto row = [](const char *name, const char *configured, const char *host, bool ours) {
        QTest::newRow(name) << QString::fromLatin1(configured) << QByteArray(host) << ours;
    };
    row("an IPv4 address", "0.0.0.0", "192.168.1.7:5000", true);
    row("an IPv6 address", "0.0.0.0", "[::1]:5000", true);
    row("localhost", "127.0.0.1", "localhost:5000", true);
    row("localhost in capitals", "127.0.0.1", "LOCALHOST", true);
    row("the configured name", "scope.lab", "scope.lab:5000", true);
    row("the configured name in other letters", "Scope.Lab", "scope.LAB", true);
    row("the configured name in full", "scope.lab", "scope.lab.:5000", true);
    row("the configured IPv6 address", "::1", "[::1]:5000", true);
    row("a foreign name that points here", "127.0.0.1", "x", false);
    row("such a name on our port", "127.0.0.1", "evil.example:5000", false);
    row("a name that begins like an address", "127.0.0.1", "127.0.0.1.evil.example", false);
    row("a name that begins like ours", "scope.lab", "scope.lab.evil.example", false);
    row("a name that ends like localhost", "127.0.0.1", "evil-localhost", false);
}

void TestOriginPolicy::theHostMustBeOurs()
{
    QFETCH(const QString, configured);
    QFETCH(const QByteArray, host);
    QFETCH(const bool, ours);
    const OriginPolicy policy(configured, {.machineNames = QStringList()});
    for (const Method method : {Method::Get, Method::Put, Method::Post, Method::Options}) {
        Request request;
        request.method = method;
        request.headers.add("host", host);
        request.headers.add("origin", "http://" + host); // as the page's browser says it
        const auto answer = policy.answer(request);
        QCOMPARE(answer.has_value(), !ours);
        QVERIFY(ours || answer->status == 421);
        QCOMPARE(policy.replyHeaders(request).contains("access-control-allow-origin"), ours);
        request.headers.remove("origin");
        const auto withoutOrigin = policy.answer(request);
        QCOMPARE(withoutOrigin.has_value(), !ours);
        QVERIFY(ours || withoutOrigin->body.contains("allowed_hosts"));
    }
}

void TestOriginPolicy::aPreflightSaysWhatIsAllowed()
{
    const OriginPolicy policy(QStringLiteral("lab"));
    Request request = requestFrom("http://lab:8080", Method::Options);
    request.headers.add("access-control-request-method", "PUT");
    request.headers.add("access-control-request-headers", "content-type, prefer");
    const auto answer = policy.answer(request);
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->headers.value("access-control-allow-headers"), "content-type, prefer");
    QVERIFY(answer->headers.value("access-control-allow-methods").contains("PUT"));
    request.headers.set("origin", "http://elsewhere");
    QCOMPARE(policy.answer(request)->status, 403);
}

void TestOriginPolicy::programsAreNotConcerned()
{
    const OriginPolicy policy(QStringLiteral("lab"));
    Request request = requestFrom({}, Method::Put);
    request.headers.remove("origin");
    QVERIFY(!policy.answer(request));
    QCOMPARE(policy.replyHeaders(request).size(), 0);
}

void TestOriginPolicy::pagesOfThePublicAddressAreServed_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("served");
    QTest::newRow("the public address") << QByteArray("https://scope.lab.example") << true;
    QTest::newRow("without TLS") << QByteArray("http://scope.lab.example") << false;
    QTest::newRow("on another port") << QByteArray("https://scope.lab.example:8443") << false;
    QTest::newRow("another name") << QByteArray("https://other.lab.example") << false;
}

void TestOriginPolicy::pagesOfThePublicAddressAreServed()
{
    QFETCH(const QByteArray, origin);
    QFETCH(const bool, served);
    const OriginPolicy policy(QStringLiteral("127.0.0.1"),
                              {.publicUrl = QUrl(QStringLiteral("https://scope.lab.example"))});
    // As a proxy passes it on that is not told to keep the Host.
    Request request = requestFrom(origin, Method::Post);
    request.headers.set("host", "127.0.0.1:5000");
    policy.locate(request);
    QCOMPARE(policy.answer(request).has_value(), !served);
    QCOMPARE(policy.mayOpenWebSocket(request), served);
    QCOMPARE(request.baseUrl(), served ? QStringLiteral("https://scope.lab.example")
                                       : QStringLiteral("http://127.0.0.1:5000"));
}

void TestOriginPolicy::pagesOfAllowedOriginsAreServed_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("served");
    QTest::newRow("an allowed one") << QByteArray("https://dashboard.lab.example") << true;
    QTest::newRow("with its usual port") << QByteArray("https://dashboard.lab.example:443") << true;
    QTest::newRow("another allowed one") << QByteArray("http://127.0.0.2:8080") << true;
    QTest::newRow("another port") << QByteArray("http://127.0.0.2:8081") << false;
    QTest::newRow("without TLS") << QByteArray("http://dashboard.lab.example") << false;
    QTest::newRow("without TLS at its port")
        << QByteArray("http://dashboard.lab.example:443") << false;
    QTest::newRow("a name below it") << QByteArray("https://x.dashboard.lab.example") << false;
    QTest::newRow("a name that begins like it")
        << QByteArray("https://dashboard.lab.example.org") << false;
    QTest::newRow("a file") << QByteArray("null") << false;
}

void TestOriginPolicy::pagesOfAllowedOriginsAreServed()
{
    QFETCH(const QByteArray, origin);
    QFETCH(const bool, served);
    const OriginPolicy policy(
        QStringLiteral("127.0.0.1"),
        {.allowedOrigins = {QUrl(QStringLiteral("https://dashboard.lab.example")),
                            QUrl(QStringLiteral("http://127.0.0.2:8080"))}});
    Request request = requestFrom(origin, Method::Put);
    request.headers.set("host", "127.0.0.1:5000");
    policy.locate(request);
    QCOMPARE(policy.answer(request).has_value(), !served);
    QCOMPARE(policy.mayOpenWebSocket(request), served);
    const Headers reply = policy.replyHeaders(request);
    QCOMPARE(reply.value("access-control-allow-origin"), served ? origin : QByteArray());
    QCOMPARE(reply.value("vary"), QByteArray("Origin"));
    // Such a page is no reason to call this server by another address.
    QCOMPARE(request.baseUrl(), QStringLiteral("http://127.0.0.1:5000"));

    request.method = Method::Options;
    request.headers.set("access-control-request-method", "PUT");
    request.headers.set("access-control-request-headers", "authorization");
    const auto preflight = policy.answer(request);
    QVERIFY(preflight.has_value());
    QCOMPARE(preflight->status, served ? 200 : 403);
    QCOMPARE(preflight->headers.value("access-control-allow-headers"),
             served ? QByteArray("authorization") : QByteArray());
}

void TestOriginPolicy::pagesMayReadWhatTheyMust()
{
    const OriginPolicy policy(QStringLiteral("lab"));
    const Headers reply = policy.replyHeaders(requestFrom("http://lab:8080", Method::Get));
    for (const char *name : {"ETag", "Link", "Location", "Retry-After", "Last-Event-ID",
                             "Lock-Generation", "Preference-Applied", "Content-Range"})
        QVERIFY2(reply.lists("access-control-expose-headers", name), name);
}

HOLDFAST_GUILESS_TEST(TestOriginPolicy)

} // namespace tst_originpolicy

#include "tst_originpolicy.moc"
