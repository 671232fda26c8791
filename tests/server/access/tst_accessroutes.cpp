// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/tokenkeeper.h"
#include "core/server/http/site/site.h"
#include "tests/metrics/scrape.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <array>

namespace Holdfast::tst_accessroutes {

namespace {

constexpr int s_patience = 30'000;

//! \brief How a request reaches the server.
struct Path
{
    const char *name;
    const char *host; //!< without the port
    const char *headers;
    bool isLocal;
};

constexpr std::array s_paths {
    Path {"by the loopback address", "127.0.0.1", "", true},
    Path {"by the name localhost", "localhost", "", true},
    Path {"by the loopback address of IPv6", "[::1]", "", true},
    Path {"by another address of this machine", "192.0.2.2", "", false},
    Path {"through a proxy that says for whom", "127.0.0.1", "X-Forwarded-For: 192.0.2.7\r\n",
          false},
    Path {"through a proxy that claims to be local", "127.0.0.1", "X-Forwarded-For: 127.0.0.1\r\n",
          false},
    Path {"through a proxy that says which host", "127.0.0.1", "X-Forwarded-Host: lab\r\n", false},
    Path {"through a proxy that follows RFC 7239", "localhost", "Forwarded: for=192.0.2.7\r\n",
          false},
    Path {"through a proxy that says Via", "127.0.0.1", "Via: 1.1 lab\r\n", false},
    Path {"through a proxy that says X-Real-IP", "127.0.0.1", "X-Real-IP: 127.0.0.1\r\n", false},
};

const Path &localPath()
{
    return s_paths.front();
}

const Path &remotePath()
{
    return s_paths[4];
}

//! \brief A request, and what it needs.
struct Route
{
    const char *method;
    const char *path;
    QByteArray body;
    Need need;
};

const std::array s_routes {
    Route {"GET", "/", "", Need::Read},
    Route {"GET", "/status.js", "", Need::Read},
    Route {"GET", "/docs", "", Need::Read},
    Route {"GET", "/openapi.json", "", Need::Read},
    Route {"GET", "/metrics", "", Need::Read},
    Route {"GET", "/.well-known/wot", "", Need::Read},
    Route {"GET", "/things/", "", Need::Read},
    Route {"GET", "/things", "", Need::Read}, // a redirection
    Route {"GET", "/bench/", "", Need::Read},
    Route {"GET", "/bench/level", "", Need::Read},
    Route {"HEAD", "/bench/level", "", Need::Read},
    Route {"OPTIONS", "/bench/level", "", Need::Read},
    Route {"OPTIONS", "*", "", Need::Read},
    Route {"GET", "/action_invocations", "", Need::Read},
    Route {"GET", "/lock", "", Need::Read},
    Route {"GET", "/stop", "", Need::Read},
    Route {"GET", "/there/is/nothing", "", Need::Read},
    Route {"TRACE", "/bench/level", "", Need::Read}, // is not there
    Route {"GET", "/lock/events", "", Need::Read},   // a stream of events
    Route {"GET", "/bench/stream", "", Need::Read},  // a stream of pictures
    Route {"PUT", "/bench/level", "5", Need::Act},
    Route {"POST", "/bench/nudge", R"({"by": 1})", Need::Act},
    Route {"PUT", "/bench/properties", R"({"speed": 2})", Need::Act},
    Route {"POST", "/lock/ask", R"({"reason": "tea"})", Need::Act},
    Route {"PUT", "/lock/leases/1", "", Need::Act},
    Route {"POST", "/lab/tickets", "{\"resources\": [\"laser\"]}", Need::Act},
    Route {"PUT", "/lab/tickets/1", "", Need::Act},
    Route {"DELETE", "/lab/tickets/1", "", Need::Act},
    Route {"DELETE", "/action_invocations/3c6f1d0e-92a4-4b57-8f0d-6b1e5a7c4d29", "", Need::Act},
    Route {"POST", "/bench/zero", "{}", Need::Administer}, // is onlyForAdmins()
    Route {"PUT", "/lock/mode", R"({"mode": "shared"})", Need::Administer},
    Route {"POST", "/lock/break", "{}", Need::Administer},
    Route {"GET", "/tokens", "", Need::Administer},
    Route {"POST", "/tokens", "{}", Need::Administer},
    Route {"DELETE", "/tokens/absent", "", Need::Administer},
    Route {"POST", "/stop", "", Need::Read}, // any valid token stops everything
    Route {"DELETE", "/stop", "", Need::Administer},
};

// All routes are tried on a local path and on two remote ones, and on the others a route of each need.
bool isWhole(const Path &path)
{
    return &path == &localPath() || &path == &remotePath() || &path == &s_paths[3];
}

bool isSample(const Route &route)
{
    return (QByteArrayView(route.path) == "/bench/level" && QByteArrayView(route.method) != "TRACE")
           || QByteArrayView(route.path) == "/tokens";
}

QByteArray bearer(const QByteArray &token)
{
    return token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n";
}

bool isRefused(int status)
{
    return status == 401 || status == 403;
}

} // namespace

// Who may do what: role by route by address by door.
class AccessRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void onlyAProgramOnThisMachineIsLocal_data();
    void onlyAProgramOnThisMachineIsLocal();
    void eachRoleMayDoItsPart_data();
    void eachRoleMayDoItsPart();
    void theAnswerSaysWhatWouldBeRight();
    void anInsecureServerServesAll();
    void aWebSocketOpensWithAToken_data();
    void aWebSocketOpensWithAToken();
    void aCookieIsGoodForItsPortOnly();
    void aRevokedTokenLosesItsStreams();
    void aBrowserLogsInAndOut();
    void theCookieIsSecureBehindAProxyWithTls();
    void aWrongTokenDoesNotLogIn();
    void wrongTokensAreDelayedAndCountedAndDelayNoOtherClient();
    void theNameOfTheTokenIsTheLabel();
    void aViewerStopsAndAnAdminClears();
    void tokensAreMadeListedAndRevoked();
    void descriptionsSayWhatIsInForce();

private:
    void make(const AccessOptions &access, const SiteOptions &site = {});
    QByteArray token(const QString &name, Role role);
    RawReply ask(const Path &path, const Route &route, const QByteArray &headers = {});
    RawReply ask(const Path &path, const char *method, const char *place,
                 const QByteArray &headers = {}, const QByteArray &body = {})
    {
        return ask(path, Route {method, place, body, Need::Nothing}, headers);
    }
    QByteArray written(const Path &path, const Route &route, const QByteArray &headers) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<TokenKeeper> m_tokens;
    std::shared_ptr<Metrics> m_metrics;
    std::unique_ptr<RouteBench> m_bench;
};

void AccessRoutesTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!Emergency stop by )")));
    m_folder = std::make_unique<QTemporaryDir>();
    m_tokens = std::make_shared<TokenKeeper>(m_folder->filePath(QStringLiteral("tokens.json")));
    QVERIFY(bool(m_tokens->start()));
}

void AccessRoutesTest::make(const AccessOptions &access, const SiteOptions &site)
{
    m_metrics = std::make_shared<Metrics>();
    m_bench = std::make_unique<RouteBench>(StationOptions(), QString(), Limits(), m_metrics, site,
                                           std::vector<ThingSpec>(), [&](ServerOptions &options) {
                                               options.access = access;
                                               options.access.tokens = m_tokens;
                                           });
}

QByteArray AccessRoutesTest::token(const QString &name, Role role)
{
    const auto made = m_tokens->create(name, role).wait();
    return made ? made->token : QByteArray();
}

QByteArray AccessRoutesTest::written(const Path &path, const Route &route,
                                     const QByteArray &headers) const
{
    return QByteArray(route.method) + ' ' + route.path + " HTTP/1.1\r\nHost: " + path.host + ':'
           + QByteArray::number(m_bench->port()) + "\r\n" + path.headers + headers
           + "Content-Length: " + QByteArray::number(route.body.size()) + "\r\n\r\n" + route.body;
}

RawReply AccessRoutesTest::ask(const Path &path, const Route &route, const QByteArray &headers)
{
    RawClient client(m_bench->port());
    client.send(written(path, route, headers));
    const QByteArrayView place(route.path);
    const bool isStream = place == "/lock/events" || place == "/bench/stream";
    RawReply reply = client.reply(!isStream && QByteArrayView(route.method) != "HEAD");
    return reply;
}

void AccessRoutesTest::onlyAProgramOnThisMachineIsLocal_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isLocal");
    const auto row = [](const char *name, const char *peer, const char *host, const char *header,
                        bool isLocal) {
        QTest::newRow(name) << QString::fromLatin1(peer) << QByteArray(host) << QByteArray(header)
                            << isLocal;
    };
    row("loopback", "127.0.0.1", "127.0.0.1:5000", "", true);
    row("another loopback", "127.3.2.1", "127.0.0.9:5000", "", true);
    row("localhost", "127.0.0.1", "localhost:5000", "", true);
    row("localhost in full and in capitals", "127.0.0.1", "LOCALHOST.:5000", "", true);
    row("IPv6", "::1", "[::1]:5000", "", true);
    row("IPv4 in an IPv6 socket", "::ffff:127.0.0.1", "127.0.0.1", "", true);
    row("a neighbour", "192.0.2.7", "127.0.0.1:5000", "", false);
    row("a neighbour in an IPv6 socket", "::ffff:192.0.2.7", "localhost:5000", "", false);
    row("a name that leads here", "127.0.0.1", "rebound.example:5000", "", false);
    row("a name that begins like it", "127.0.0.1", "localhost.example", "", false);
    row("an address of the network", "127.0.0.1", "192.168.1.7:5000", "", false);
    row("with Forwarded", "127.0.0.1", "127.0.0.1", "forwarded", false);
    row("with Via", "127.0.0.1", "127.0.0.1", "via", false);
    row("with X-Real-IP", "127.0.0.1", "127.0.0.1", "x-real-ip", false);
    row("with X-Forwarded-For", "127.0.0.1", "127.0.0.1", "x-forwarded-for", false);
    row("with X-Forwarded-Server", "127.0.0.1", "127.0.0.1", "x-forwarded-server", false);
    row("a trusted proxy that says nothing", "127.0.0.8", "127.0.0.1", "", false);
}

void AccessRoutesTest::onlyAProgramOnThisMachineIsLocal()
{
    QFETCH(const QString, peer);
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, header);
    QFETCH(const bool, isLocal);
    Request request;
    request.peerAddress = QHostAddress(peer);
    request.headers.add("host", host);
    if (!header.isEmpty())
        request.headers.add(header, "127.0.0.1");
    SiteOptions site;
    site.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.8/32"))};
    Site(QStringLiteral("127.0.0.1"), site).locate(request);
    QCOMPARE(request.isLocal, isLocal);
}

void AccessRoutesTest::eachRoleMayDoItsPart_data()
{
    QTest::addColumn<QByteArray>("role"); // empty: no token
    QTest::addColumn<bool>("isAlways");
    for (const char *role : {"", "viewer", "operator", "station", "admin"}) {
        QTest::addRow("%s", *role ? role : "no token") << QByteArray(role) << false;
        QTest::addRow("%s, where local requests need a token too", *role ? role : "no token")
            << QByteArray(role) << true;
    }
}

void AccessRoutesTest::eachRoleMayDoItsPart()
{
    QFETCH(const QByteArray, role);
    QFETCH(const bool, isAlways);
    make({.alwaysNeedsToken = isAlways});
    const auto known = roleFrom(QString::fromLatin1(role));
    const QByteArray headers = known ? bearer(token(QStringLiteral("anna"), *known)) : QByteArray();
    for (const Path &path : s_paths) {
        for (const Route &route : s_routes) {
            if (!isWhole(path) && !isSample(route))
                continue;
            const bool isFree = path.isLocal && !isAlways;
            const int expected = isFree                          ? 0
                                 : !known                        ? 401
                                 : !suffices(*known, route.need) ? 403
                                                                 : 0;
            const RawReply reply = ask(path, route, headers);
            const QByteArray what = QByteArray(route.method) + ' ' + route.path + ' ' + path.name
                                    + ": " + QByteArray::number(reply.status) + ' ' + reply.body;
            // A lease that is not one's own is refused with 403 as well, by its own title.
            const bool isOther = reply.body.contains("UnknownLockToken");
            if (expected > 0)
                QVERIFY2(reply.status == expected && !isOther, what.constData());
            else
                QVERIFY2(reply.status > 0 && (!isRefused(reply.status) || isOther),
                         what.constData());
        }
        // The stop must not disturb the next round.
        ask(localPath(), "DELETE", "/stop", bearer(token(QStringLiteral("clear"), Role::Admin)));
        QVERIFY(bool(m_tokens->revoke(QStringLiteral("clear")).wait()));
    }
}

void AccessRoutesTest::theAnswerSaysWhatWouldBeRight()
{
    make({});
    const RawReply none = ask(remotePath(), "GET", "/lock");
    QCOMPARE(none.status, 401);
    QCOMPARE(none.headers.value("www-authenticate"), QByteArray("Bearer realm=\"Holdfast\""));
    QVERIFY(text(json(none), "detail").contains(QStringLiteral("holdfastctl token create")));

    const QByteArray viewer = bearer(token(QStringLiteral("anna"), Role::Viewer));
    const RawReply refused = ask(remotePath(), "PUT", "/bench/level", viewer, "5");
    QCOMPARE(refused.status, 403);
    QVERIFY(refused.headers.value("www-authenticate").contains("insufficient_scope"));
    QCOMPARE(text(json(refused), "role"), QStringLiteral("viewer"));
    QCOMPARE(text(json(refused), "needed_role"), QStringLiteral("operator"));
    QVERIFY(text(json(refused), "detail").contains(QStringLiteral("\"anna\" is a viewer")));
    const RawReply clearing = ask(remotePath(), "DELETE", "/stop", viewer);
    QCOMPARE(text(json(clearing), "needed_role"), QStringLiteral("admin"));
    QCOMPARE(json(ask(localPath(), "GET", "/bench/level")), Json(1));
}

void AccessRoutesTest::anInsecureServerServesAll()
{
    make({.isInsecure = true});
    QVERIFY(ask(localPath(), "GET", "/").body.contains("role=\"alert\" >This server is insecure"));
    for (const Path &path : s_paths) {
        QCOMPARE(ask(path, "GET", "/lock").status, 200);
        QCOMPARE(ask(path, "PUT", "/bench/level", {}, "5").status, 201);
        // As ever, these are for the machine itself, and a proxy is not it.
        const bool isProxied = *path.headers != '\0';
        QCOMPARE(ask(path, "PUT", "/lock/mode", {}, R"({"mode": "shared"})").status,
                 isProxied ? 403 : 200);
        QCOMPARE(ask(path, "GET", "/tokens").status, isProxied ? 403 : 200);
    }
    const QByteArray admin = bearer(token(QStringLiteral("root"), Role::Admin));
    QCOMPARE(ask(remotePath(), "GET", "/tokens", admin).status, 200);
    make({});
    QVERIFY(ask(localPath(), "GET", "/").body.contains("role=\"alert\" hidden>This server"));
}

void AccessRoutesTest::aWebSocketOpensWithAToken_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isOpened");
    QTest::addColumn<QByteArray>("subprotocol");
    const auto row = [](const char *name, const char *header, bool isOpened,
                        const char *subprotocol = "") {
        QTest::newRow(name) << QByteArray(header) << isOpened << QByteArray(subprotocol);
    };
    row("without", "", false);
    row("in Authorization", "Authorization: Bearer TOKEN\r\n", true);
    row("in a cookie", "Cookie: a=b; holdfast_PORT=TOKEN; c=d\r\n", true);
    row("in a sub-protocol", "Sec-WebSocket-Protocol: holdfast, holdfast.bearer.TOKEN\r\n", true,
        "holdfast");
    row("in the cookie of another port", "Cookie: holdfast_1=TOKEN\r\n", false);
}

void AccessRoutesTest::aWebSocketOpensWithAToken()
{
    QFETCH(QByteArray, header);
    QFETCH(const bool, isOpened);
    QFETCH(const QByteArray, subprotocol);
    make({});
    header.replace("TOKEN", token(QStringLiteral("anna"), Role::Viewer));
    header.replace("PORT", QByteArray::number(m_bench->port()));
    RawClient client(m_bench->port());
    client.send("GET /bench/ws HTTP/1.1\r\nHost: 192.0.2.2:" + QByteArray::number(m_bench->port())
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + header + "\r\n");
    const RawReply reply = client.reply(!isOpened);
    QCOMPARE(reply.status, isOpened ? 101 : 401);
    QCOMPARE(reply.headers.value("sec-websocket-protocol"), subprotocol);
}

void AccessRoutesTest::aCookieIsGoodForItsPortOnly()
{
    make({});
    const QByteArray value = token(QStringLiteral("anna"), Role::Operator);
    const QByteArray port = QByteArray::number(m_bench->port());
    const auto put = [&](const QByteArray &cookie, const QByteArray &more = {}) {
        return ask(s_paths[3], "PUT", "/bench/level", "Cookie: " + cookie + "\r\n" + more, "5")
            .status;
    };
    QCOMPARE(put("holdfast_" + port + '=' + value), 201);
    QCOMPARE(put("holdfast_" + port + '=' + value, "Origin: http://192.0.2.2:8080\r\n"), 201);
    QCOMPARE(put("holdfast_" + port + '=' + value, "Origin: http://elsewhere.example\r\n"), 403);
    QCOMPARE(put("holdfast_1=" + value), 401);
    QCOMPARE(put("holdfast=" + value), 401);
}

void AccessRoutesTest::aRevokedTokenLosesItsStreams()
{
    make({});
    const QByteArray anna = token(QStringLiteral("anna"), Role::Viewer);
    const QByteArray ben = token(QStringLiteral("ben"), Role::Viewer);
    const Route events {"GET", "/lock/events", {}, Need::Read};
    RawClient annas(m_bench->port());
    annas.send(written(remotePath(), events, bearer(anna)));
    QCOMPARE(annas.reply(false).status, 200);
    RawClient bens(m_bench->port());
    bens.send(written(remotePath(), events, bearer(ben)));
    QCOMPARE(bens.reply(false).status, 200);
    RawClient poll(m_bench->port());
    poll.send(written(remotePath(), {"GET", "/bench/level/observe", "", Need::Read},
                      "Prefer: wait=30\r\n" + bearer(anna)));
    QWebSocket socket;
    QNetworkRequest opening(
        QUrl(QStringLiteral("ws://127.0.0.1:%1/bench/ws").arg(m_bench->port())));
    opening.setRawHeader("Authorization", "Bearer " + anna);
    opening.setRawHeader("X-Forwarded-For", "192.0.2.7");
    socket.open(opening);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::ConnectedState, s_patience);

    QVERIFY(bool(m_tokens->revoke(QStringLiteral("anna")).wait()));
    while (!annas.read(1).isEmpty()) { }
    QVERIFY(annas.isClosed());
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, s_patience);
    QVERIFY(poll.read(1).isEmpty());
    QVERIFY(poll.isClosed());
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("had a token that is not valid")));
    QCOMPARE(ask(remotePath(), "GET", "/lock", bearer(anna)).status, 401);
    // The other client is served on.
    while (!bens.read(1).isEmpty() && !bens.isSilent(std::chrono::milliseconds {100})) { }
    ask(localPath(), "PUT", "/lock/mode", {}, R"({"mode": "local_only"})");
    QVERIFY(!bens.read(1).isEmpty());
    QCOMPARE(ask(remotePath(), "GET", "/lock", bearer(ben)).status, 200);
}

void AccessRoutesTest::aBrowserLogsInAndOut()
{
    make({});
    const QByteArray value = token(QStringLiteral("anna"), Role::Viewer);
    const Path &there = s_paths[3];
    const QByteArray here = "http://192.0.2.2:" + QByteArray::number(m_bench->port());
    const QByteArray html = "Accept: text/html,*/*\r\n";
    const RawReply asked = ask(there, "GET", "/", html);
    QCOMPARE(asked.status, 303);
    QCOMPARE(asked.headers.value("location"), here + "/login");
    QCOMPARE(ask(there, "GET", "/lock").status, 401); // no page is meant

    const RawReply page = ask(there, "GET", "/login", html);
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("role=\"alert\" hidden"));
    QVERIFY(page.headers.value("content-security-policy").contains("form-action 'self'"));
    // Under "no-referrer" a browser would send the form with "Origin: null".
    QCOMPARE(page.headers.value("referrer-policy"), "same-origin");
    for (const char *part : {"/status.css", "/status.svg"})
        QCOMPARE(ask(there, "GET", part).status, 200);
    const RawReply in = ask(there, "POST", "/login", "Origin: " + here + "\r\n", "token=" + value);
    QCOMPARE(in.status, 303);
    QCOMPARE(in.headers.value("location"), here + '/');
    const QByteArray cookie = in.headers.value("set-cookie");
    QCOMPARE(cookie, "holdfast_" + QByteArray::number(m_bench->port()) + '=' + value
                         + "; HttpOnly; SameSite=Strict; Path=/");
    const QByteArray sent = "Cookie: " + cookie.left(cookie.indexOf(';')) + "\r\n";
    QCOMPARE(ask(there, "GET", "/", html + sent).status, 200);
    QCOMPARE(ask(there, "GET", "/bench/level", sent).status, 200);
    QCOMPARE(ask(there, "PUT", "/bench/level", sent, "5").status, 403);

    const RawReply out = ask(there, "POST", "/logout", sent);
    QCOMPARE(out.status, 303);
    QVERIFY(out.headers.value("set-cookie").contains("=; HttpOnly"));
    QVERIFY(out.headers.value("set-cookie").contains("Max-Age=0"));
    // A page of another host cannot log a browser in.
    QCOMPARE(ask(there, "POST", "/login", "Origin: http://elsewhere.example\r\n", "token=" + value)
                 .status,
             403);
}

void AccessRoutesTest::theCookieIsSecureBehindAProxyWithTls()
{
    SiteOptions site;
    site.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1/32"))};
    site.publicUrl = QUrl(QStringLiteral("https://scope3.lab.example"));
    make({.alwaysNeedsToken = true}, site);
    const QByteArray value = token(QStringLiteral("anna"), Role::Viewer);
    const Path proxied {"", "scope3.lab.example",
                        "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n"
                        "X-Forwarded-Host: scope3.lab.example\r\n",
                        false};
    QCOMPARE(ask(proxied, "GET", "/", "Accept: text/html\r\n").headers.value("location"),
             QByteArray("https://scope3.lab.example/login"));
    const RawReply in = ask(proxied, "POST", "/login", {}, "token=" + value);
    QCOMPARE(in.headers.value("set-cookie"),
             "holdfast_443=" + value + "; HttpOnly; SameSite=Strict; Path=/; Secure");
    QCOMPARE(ask(proxied, "GET", "/lock", "Cookie: holdfast_443=" + value + "\r\n").status, 200);
    QCOMPARE(ask(proxied, "GET", "/lock").status, 401);
    // A visitor without a token can do nothing, whatever the proxy says of it.
    for (const char *header :
         {"X-Forwarded-For: 127.0.0.1\r\n", "Forwarded: for=127.0.0.1\r\n", ""}) {
        const Path visitor {"", "127.0.0.1", header, false};
        for (const Route &route : s_routes)
            QCOMPARE(ask(visitor, route).status, 401);
    }
    QVERIFY(!m_bench->thing().isStopped());
    QCOMPARE(m_bench->thing().level(), 1);
}

void AccessRoutesTest::aWrongTokenDoesNotLogIn()
{
    make({});
    // A sender that needs no token is answered at once, and not warned of.
    for (const char *body : {"token=wrong", "token=", "", "{}", "token=%00%ff&token=x"}) {
        const RawReply reply = ask(localPath(), "POST", "/login", {}, body);
        QCOMPARE(reply.status, 401);
        QVERIFY(reply.body.contains("role=\"alert\" >This token is not valid"));
        QVERIFY(!reply.headers.contains("set-cookie"));
    }
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("had a token that is not valid")));
    QCOMPARE(ask(remotePath(), "POST", "/login", {}, "token=wrong").status, 401);
    QCOMPARE(Scrape(*m_metrics)
                 .value(QStringLiteral("holdfast_access_refused_total{reason=\"wrong_token\"}")),
             1.0);
}

void AccessRoutesTest::wrongTokensAreDelayedAndCountedAndDelayNoOtherClient()
{
    make({});
    const QByteArray right = bearer(token(QStringLiteral("anna"), Role::Viewer));
    const QByteArray wrong = bearer("a-secret-that-is-wrong");
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral(
                             "A request from 127\\.0\\.0\\.1:\\d+ had a token that is not valid")));
    RawClient guesser(m_bench->port());
    guesser.send(written(remotePath(), {"GET", "/lock", "", Need::Read}, wrong));
    // The answer is late: others are answered meanwhile, also those of the same address.
    QCOMPARE(ask(remotePath(), "GET", "/lock", right).status, 200);
    QCOMPARE(ask(localPath(), "GET", "/lock").status, 200);
    const RawReply reply = guesser.reply();
    QCOMPARE(reply.status, 401);
    QVERIFY(reply.headers.value("www-authenticate").contains("invalid_token"));
    QVERIFY(!reply.body.contains("a-secret"));

    QCOMPARE(ask(remotePath(), "GET", "/lock").status, 401);
    QCOMPARE(ask(remotePath(), "DELETE", "/stop", right).status, 403);
    const Scrape scrape(*m_metrics);
    QVERIFY2(scrape.wrong().isEmpty(), qPrintable(scrape.wrong().join(u'\n')));
    for (const char *reason : {"wrong_token", "no_token", "role"})
        QCOMPARE(scrape.value(QStringLiteral("holdfast_access_refused_total{reason=\"%1\"}")
                                  .arg(QLatin1String(reason))),
                 1.0);
}

void AccessRoutesTest::theNameOfTheTokenIsTheLabel()
{
    make({});
    const QByteArray headers =
        bearer(token(QStringLiteral("anna"), Role::Operator)) + "Holdfast-Client: operator\r\n";
    const RawReply lease =
        ask(remotePath(), "POST", "/lock/leases", headers, R"({"label": "ben", "note": "tiles"})");
    QCOMPARE(lease.status, 201);
    const Json owner = json(ask(localPath(), "GET", "/lock"))["owner"];
    QVERIFY2(text(owner, "label").startsWith(QStringLiteral("anna (")), owner.dump().c_str());
    QVERIFY2(owner["lease"].dump().find("ben: tiles") != std::string::npos, owner.dump().c_str());
}

void AccessRoutesTest::aViewerStopsAndAnAdminClears()
{
    make({.alwaysNeedsToken = true});
    const QByteArray viewer = bearer(token(QStringLiteral("anna"), Role::Viewer));
    const QByteArray oper = bearer(token(QStringLiteral("olga"), Role::Operator));
    const QByteArray admin = bearer(token(QStringLiteral("root"), Role::Admin));
    QCOMPARE(ask(remotePath(), "POST", "/stop").status, 401);
    QVERIFY(!m_bench->thing().isStopped());
    const RawReply stopped = ask(remotePath(), "POST", "/stop", viewer, R"({"reason": "smoke"})");
    QCOMPARE(stopped.status, 200);
    QVERIFY(m_bench->thing().isStopped());
    QCOMPARE(text(json(ask(remotePath(), "GET", "/stop", viewer)), "reason"),
             QStringLiteral("smoke"));
    QCOMPARE(ask(remotePath(), "DELETE", "/stop", viewer).status, 403);
    QCOMPARE(ask(remotePath(), "DELETE", "/stop", oper).status, 403);
    QCOMPARE(ask(localPath(), "DELETE", "/stop").status, 401);
    QCOMPARE(ask(remotePath(), "DELETE", "/stop", admin).body, R"({"cleared":true})");
}

void AccessRoutesTest::tokensAreMadeListedAndRevoked()
{
    make({});
    const RawReply made =
        ask(localPath(), "POST", "/tokens", {}, R"({"name": "anna", "role": "operator"})");
    QCOMPARE(made.status, 201);
    QCOMPARE(made.headers.value("cache-control"), QByteArray("no-store"));
    const QByteArray headers = bearer(text(json(made), "token").toLatin1());
    QCOMPARE(ask(remotePath(), "PUT", "/bench/level", headers, "5").status, 201);
    QCOMPARE(
        ask(remotePath(), "POST", "/tokens", headers, R"({"name": "b", "role": "admin"})").status,
        403);
    const RawReply list = ask(localPath(), "GET", "/tokens");
    QCOMPARE(json(list).size(), std::size_t {1});
    QCOMPARE(text(json(list)[0], "name"), QStringLiteral("anna"));
    QVERIFY(!list.body.contains(text(json(made), "token").toLatin1()));
    QCOMPARE(
        ask(localPath(), "POST", "/tokens", {}, R"({"name": "anna", "role": "viewer"})").status,
        409);
    QCOMPARE(ask(localPath(), "POST", "/tokens", {}, R"({"name": "ben", "role": "god"})").status,
             422);
    QCOMPARE(ask(localPath(), "POST", "/tokens", {}, R"({"name": "a/b", "role": "viewer"})").status,
             422);
    QCOMPARE(ask(localPath(), "DELETE", "/tokens/ben").status, 404);
    QCOMPARE(ask(localPath(), "DELETE", "/tokens/anna").status, 204);
    QCOMPARE(ask(localPath(), "GET", "/tokens").body, QByteArray("[]"));
}

void AccessRoutesTest::descriptionsSayWhatIsInForce()
{
    make({});
    const QByteArray viewer = bearer(token(QStringLiteral("anna"), Role::Viewer));
    for (const char *place : {"/bench/", "/.well-known/wot"}) {
        const Json local = json(ask(localPath(), "GET", place));
        QCOMPARE(local["securityDefinitions"][local["security"].get<std::string>()]["scheme"],
                 "nosec");
        const Json remote = json(ask(remotePath(), "GET", place, viewer));
        QCOMPARE(remote["securityDefinitions"][remote["security"].get<std::string>()]["scheme"],
                 "bearer");
    }
    const Json local = json(ask(localPath(), "GET", "/openapi.json"));
    QVERIFY(local["security"].empty());
    QVERIFY(!local["paths"]["/bench/level"]["get"]["responses"].contains("401"));
    const Json remote = json(ask(remotePath(), "GET", "/openapi.json", viewer));
    QCOMPARE(remote["security"].dump(), R"([{"token":[]}])");
    QCOMPARE(remote["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    QVERIFY(remote["paths"]["/bench/level"]["get"]["responses"].contains("401"));
    QVERIFY(remote["paths"]["/bench/level"]["put"]["responses"].contains("403"));
}

HOLDFAST_GUILESS_TEST(AccessRoutesTest)

} // namespace Holdfast::tst_accessroutes

#include "tst_accessroutes.moc"
