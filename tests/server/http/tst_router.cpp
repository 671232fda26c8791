// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/pendingreply.h"
#include "core/server/http/router.h"
#include "core/server/http/stream.h"
#include "core/server/http/websockettalk.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_router {

using namespace Holdfast;

namespace {

struct KeptReply final : ReplySink
{
    void setRoute(int) override { }
    void sendReply(const Response &response) override { reply = response; }
    void sendStream(std::unique_ptr<Stream>) override { }
    void openWebSocket(std::unique_ptr<WebSocketTalk>) override { }
    Response reply;
};

} // namespace

class TestRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void requestsFindTheirHandler_data();
    void requestsFindTheirHandler();
    void allowNamesEveryMethod();
    void optionsAreSaid();
    void optionsOfTheServerAsAWholeAreSaid();
    void preconditionsHoldOrNothingIsDone_data();
    void preconditionsHoldOrNothingIsDone();
    void aClientThatIsGoneIsNotServed();
    void manyRoutesCostNoMoreThanFew();

private:
    static Response ask(const Router &router, Method method, const QByteArray &rawPath,
                        const Headers &more = {});
    static Router::Handler saying(const QByteArray &word);
};

Response TestRouter::ask(const Router &router, Method method, const QByteArray &rawPath,
                         const Headers &more)
{
    KeptReply kept;
    Request request;
    request.method = method;
    request.rawPath = rawPath;
    request.headers.add("host", "lab");
    for (const auto &[name, value] : more)
        request.headers.add(name, value);
    router.route(request, Responder(PendingReply::create(kept)));
    return kept.reply;
}

// Answers the word and the captured parameters, in the order of their names.
Router::Handler TestRouter::saying(const QByteArray &word)
{
    return [word](const Request &, const Router::Captures &captures, const Responder &responder) {
        QStringList names = captures.keys();
        names.sort();
        QByteArray body = word;
        for (const QString &name : std::as_const(names))
            body += ' ' + name.toUtf8() + '=' + captures.value(name).toUtf8();
        responder.reply({200, {}, {}, body});
    };
}

void TestRouter::requestsFindTheirHandler_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const QByteArray &path, int status,
                        const QByteArray &answer) {
        QTest::newRow(name) << path << status << answer;
    };
    row("the root", "/", 200, "root");
    row("a literal", "/things/", 200, "things");
    row("a parameter", "/stage/", 200, "thing thing=stage");
    row("two parameters", "/stage/position", 200, "property name=position thing=stage");
    row("a literal beats a parameter", "/lock/status", 200, "lock");
    row("a literal that leads nowhere does not hide a parameter", "/lock/x", 200,
        "property name=x thing=lock");
    row("each route has its own names", "/stage/move/reset", 200, "reset action=move host=stage");
    row("parameters are decoded", "/st%20age/%C3%A4", 200, "property name=ä thing=st age");
    row("an encoded slash separates nothing", "/a%2Fb/c", 200, "property name=c thing=a/b");
    row("encoded letters are the letters", "/%74hings/", 200, "things");
    row("case matters", "/Things/", 200, "thing thing=Things");
    row("a parameter is never empty", "//position", 404, R"({"detail":"Not Found"})");
    row("a rest", "/files/a/b", 200, "rest path=a/b");
    row("a rest keeps its double slashes", "/files//a//b/", 200, "rest path=/a//b/");
    row("a parameter beats a rest", "/files/", 200, "thing thing=files");
    row("a rest is decoded", "/files/a/%C3%A4", 200, "rest path=a/ä");
    row("a rest has no slash that was encoded", "/files/a%2Fb/c", 404, R"({"detail":"Not Found"})");
    row("a literal beats a rest", "/files/a/reset", 200, "reset action=a host=files");
    row("too long", "/a/b/c/d", 404, R"({"detail":"Not Found"})");
    row("a slash is missing", "/things", 307, "http://lab/things/");
    row("a slash is too many", "/stage/position/", 307, "http://lab/stage/position");
    row("a redirect stays on this host", "//evil/", 404, R"({"detail":"Not Found"})");
}

void TestRouter::requestsFindTheirHandler()
{
    QFETCH(const QByteArray, path);
    QFETCH(const int, status);
    Router router;
    router.add(Method::Get, QStringLiteral("/"), saying("root"));
    router.add(Method::Get, QStringLiteral("/things/"), saying("things"));
    router.add(Method::Get, QStringLiteral("/lock/status"), saying("lock"));
    router.add(Method::Get, QStringLiteral("/{thing}/"), saying("thing"));
    router.add(Method::Get, QStringLiteral("/{thing}/{name}"), saying("property"));
    router.add(Method::Get, QStringLiteral("/{host}/{action}/reset"), saying("reset"));
    router.add(Method::Get, QStringLiteral("/files/{path*}"), saying("rest"));
    const Response response = ask(router, Method::Get, path);
    QCOMPARE(response.status, status);
    QTEST(status == 307 ? response.headers.value("location") : response.body, "answer");
}

void TestRouter::allowNamesEveryMethod()
{
    Router router;
    router.add(Method::Get, QStringLiteral("/lock"), saying("a"));
    router.add(Method::Put, QStringLiteral("/lock"), saying("b"));
    router.add(Method::Delete, QStringLiteral("/{any}"), saying("c"));
    const Response response = ask(router, Method::Patch, "/lock");
    QCOMPARE(response.status, 405);
    QCOMPARE(response.body, R"({"detail":"Method Not Allowed"})");
    QCOMPARE(response.headers.value("allow"), "GET, HEAD, PUT, DELETE, OPTIONS");
    QCOMPARE(ask(router, Method::Delete, "/lock").body, "c any=lock");
    QCOMPARE(ask(router, Method::Head, "/lock").body, "a");
}

void TestRouter::optionsAreSaid()
{
    Router router;
    router.add(Method::Get, QStringLiteral("/lock"), saying("a"));
    const Response response = ask(router, Method::Options, "/lock");
    QCOMPARE(response.status, 204);
    QCOMPARE(response.headers.value("allow"), "GET, HEAD, OPTIONS");
}

void TestRouter::optionsOfTheServerAsAWholeAreSaid()
{
    Router router;
    router.add(Method::Get, QStringLiteral("/lock"), saying("a"));
    router.add(Method::Put, QStringLiteral("/x"), saying("a"));
    const Response response = ask(router, Method::Options, "*");
    QCOMPARE(response.status, 204);
    QCOMPARE(response.headers.value("allow"), "GET, HEAD, OPTIONS, PUT");
}

void TestRouter::preconditionsHoldOrNothingIsDone_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, Method method, const char *path, const char *field,
                        const char *value, int status) {
        QTest::newRow(name) << int(method) << QByteArray(path) << QByteArray(field)
                            << QByteArray(value) << status;
    };
    using enum Method;
    row("what is there", Put, "/level", "if-match", "*", 200);
    row("a tag that nothing has", Put, "/level", "if-match", "\"a\"", 412);
    row("a tag that nothing has, of an action", Post, "/level", "if-match", "\"a\"", 412);
    row("a tag that nothing has, to be removed", Delete, "/level", "if-match", "W/\"a\"", 412);
    row("only if there is nothing", Put, "/level", "if-none-match", "*", 412);
    row("only if there is nothing, where nothing is", Post, "/ask", "if-none-match", "*", 200);
    row("only if there is something, where nothing is", Post, "/ask", "if-match", "*", 412);
    row("only if it is another one", Put, "/level", "if-none-match", "\"a\"", 200);
    row("reading is a matter of the tag", Get, "/level", "if-match", "\"a\"", 200);
    row("what does not exist comes first", Put, "/nothing", "if-match", "\"a\"", 404);
    row("a method that is not there comes first", Patch, "/level", "if-match", "\"a\"", 405);
    row("a stop is no matter of conditions", Post, "/stop", "if-none-match", "*", 200);
}

void TestRouter::preconditionsHoldOrNothingIsDone()
{
    QFETCH(const int, method);
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, field);
    QFETCH(const QByteArray, value);
    Router router;
    for (const Method each : {Method::Get, Method::Put, Method::Post, Method::Delete})
        router.add(each, QStringLiteral("/level"), saying("done"));
    router.add(Method::Post, QStringLiteral("/ask"), saying("done"));
    router.add(Method::Get, QStringLiteral("/stop"), saying("done"));
    router.add(Method::Post, QStringLiteral("/stop"), saying("done"), Router::Calls::Always);
    const Response response = ask(router, Method(method), path, {{field, value}});
    QTEST(response.status, "status");
    QCOMPARE(response.body == "done", response.status == 200);
}

void TestRouter::aClientThatIsGoneIsNotServed()
{
    Router router;
    QByteArray served;
    for (const auto &[path, calls] : {std::pair("/level", Router::Calls::IfWanted),
                                      std::pair("/stop", Router::Calls::Always)}) {
        router.add(
            Method::Post, QLatin1String(path),
            [&served](const Request &request, const auto &, const Responder &) {
                served += request.rawPath;
            },
            calls);
    }
    for (const char *path : {"/level", "/stop"}) {
        KeptReply kept;
        Request request;
        request.method = Method::Post;
        request.rawPath = path;
        const auto pending = PendingReply::create(kept);
        pending->clientLeft();
        router.route(request, Responder(pending));
    }
    QCOMPARE(served, QByteArray("/stop"));
}

void TestRouter::manyRoutesCostNoMoreThanFew()
{
    const auto cost = [](int routes) {
        Router router;
        for (int i = 0; i < routes; ++i)
            router.add(Method::Get, QStringLiteral("/thing%1/name").arg(i), saying("x"));
        auto best = std::chrono::nanoseconds::max();
        for (int round = 0; round < 5; ++round) {
            QElapsedTimer timer;
            timer.start();
            for (int i = 0; i < 2000; ++i)
                ask(router, Method::Get, "/thing0/name");
            best = std::min(best, std::chrono::nanoseconds(timer.nsecsElapsed()));
        }
        return best;
    };
    QVERIFY(cost(5000) < 10 * cost(5));
}

HOLDFAST_GUILESS_TEST(TestRouter)

} // namespace tst_router

#include "tst_router.moc"
