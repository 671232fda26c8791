// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/problems.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

#include <optional>

namespace Holdfast::tst_wireshapes {

namespace {

// Ids, times and ports differ from run to run: a word stands in their place.
QByteArray withPlaceholders(const QByteArray &body, const RouteBench &bench)
{
    static const QRegularExpression id(QStringLiteral("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    static const QRegularExpression localTime(
        QStringLiteral("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d"));
    static const QRegularExpression utc(
        QStringLiteral("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    static const QRegularExpression line(QStringLiteral("\"lineno\":\\d+"));
    static const QRegularExpression peer(QStringLiteral("127\\.0\\.0\\.1:\\d+\\)"));
    QString text = QString::fromUtf8(body);
    text.replace(QString::fromLatin1(bench.base()), QStringLiteral("BASE"));
    text.replace(id, QStringLiteral("ID"));
    text.replace(localTime, QStringLiteral("TIME"));
    text.replace(utc, QStringLiteral("UTC"));
    text.replace(line, QStringLiteral("\"lineno\":0"));
    text.replace(peer, QStringLiteral("PEER)"));
    return text.toUtf8();
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

QByteArray wide(int members)
{
    QByteArrayList list;
    for (int i = 0; i < members; ++i)
        list << '"' + QByteArray::number(i) + "\":0";
    return '{' + list.join(',') + '}';
}

} // namespace

// Tests the messages on the wire, to the byte.
class WireShapesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void answers_data();
    void answers();
    void invalidBodies_data();
    void invalidBodies();
    void bodiesAreLimitedInDepthAndWidth();
    void invocationHasItsShape();
    void failedInvocationTellsWhy();
    void listsLeaveTheDetailsOut();
    void outputs_data();
    void outputs();
    void blobsAreServedByTheirAddress();
    void cancelling();
    void nullIsAValueWhereItCanBe();
    void addressesFollowHostAndPrefix();
    void labels_data();
    void labels();

private:
    std::optional<RouteBench> m_bench;
};

void WireShapesTest::initTestCase()
{
    m_bench.emplace();
}

void WireShapesTest::cleanupTestCase()
{
    m_bench.reset();
}

void WireShapesTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void WireShapesTest::answers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *method, const char *path, const char *body,
                        int status, const char *answer) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(body) << status
                            << QByteArray(answer);
    };
    row("an integer is written", "PUT", "/bench/level", "10", 201, "null");
    row("an integer is read", "GET", "/bench/level", "", 200, "10");
    row("a number is written", "PUT", "/bench/speed", "3", 201, "null");
    row("a number keeps its fraction", "GET", "/bench/speed", "", 200, "3.0");
    row("a number as a string is taken", "PUT", "/bench/level", "\"12\"", 201, "null");
    row("a text is read by a worker", "GET", "/bench/serial", "", 200, "\"SN 1\"");
    row("the Things", "GET", "/things/", "", 200, R"({"bench":"BASE/bench/"})");
    row("a getter that throws", "GET", "/bench/broken", "", 500,
        R"({"detail":"The wire is cut.","type":null,"status":500,"title":"runtime_error",)"
        R"("instance":null})");
    row("a setter that throws", "PUT", "/bench/broken", "1", 500,
        R"({"detail":"The wire is cut.","type":null,"status":500,"title":"WireError",)"
        R"("instance":null})");
    row("no invocation of an action yet", "GET", "/bench/hold", "", 200, "[]");
    row("a read-only property is not written", "PUT", "/bench/serial", "1", 405,
        R"({"detail":"Method Not Allowed"})");
    row("a property is not invoked", "POST", "/bench/level", "", 405,
        R"({"detail":"Method Not Allowed"})");
    row("nothing is stopped", "GET", "/stop", "", 200,
        R"({"stopped":false,"by":null,"since":null,"reason":null})");
    row("no such property", "GET", "/bench/nothing", "", 404, R"({"detail":"Not Found"})");
    row("no such Thing", "GET", "/absent/level", "", 404, R"({"detail":"Not Found"})");
    row("nothing else is done at the root", "POST", "/", "", 405,
        R"({"detail":"Method Not Allowed"})");
    row("a property is reset", "POST", "/bench/level/reset", "", 200, "null");
    row("it has its first value again", "GET", "/bench/level", "", 200, "1");
    row("a property without a lock is reset", "POST", "/bench/speed/reset", "null", 200, "null");
    row("a reset is nothing to be read", "GET", "/bench/level/reset", "", 405,
        R"({"detail":"Method Not Allowed"})");
    row("a read-only property is not reset", "POST", "/bench/serial/reset", "", 404,
        R"({"detail":"Not Found"})");
    row("nor one whose first value is not known", "POST", "/bench/offset/reset", "", 404,
        R"({"detail":"Not Found"})");
    row("no such invocation", "GET", "/action_invocations/00000000-0000-0000-0000-000000000000", "",
        404, R"({"detail":"No action invocation found with ID ID"})");
    row("no such invocation to cancel", "DELETE",
        "/action_invocations/00000000-0000-0000-0000-000000000000", "", 404,
        R"({"detail":"No action invocation found with ID ID"})");
    row("no such blob", "GET", "/blob/00000000-0000-0000-0000-000000000000", "", 404,
        R"({"detail":"Blob not found"})");
    row("a blob's id that is none", "GET", "/blob/nope", "", 422,
        R"({"detail":[{"type":"uuid_parsing","loc":["path","id"],"msg":"Input should be a valid )"
        R"(UUID, invalid character: found `n` at 1","input":"nope","ctx":{"error":"invalid )"
        R"(character: found `n` at 1"}}]})");
    row("an invocation's id that is too short", "GET", "/action_invocations/abc/output", "", 422,
        R"({"detail":[{"type":"uuid_parsing","loc":["path","id"],"msg":"Input should be a valid )"
        R"(UUID, invalid length: expected 36 characters, found 3","input":"abc","ctx":{"error":)"
        R"("invalid length: expected 36 characters, found 3"}}]})");
    row("a Thing without its slash", "GET", "/bench", "", 307, "");
}

void WireShapesTest::answers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    HttpClient client(*m_bench);
    const RawReply reply = client.request(method, path, body);
    QTEST(withPlaceholders(reply.body, *m_bench), "answer");
    QTEST(reply.status, "status");
    if (!reply.body.isEmpty())
        QCOMPARE(reply.headers.value("content-type"), QByteArray("application/json"));
    if (reply.status == 405)
        QVERIFY(reply.headers.contains("allow"));
}

void WireShapesTest::invalidBodies_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("issue");
    const auto row = [](const char *name, const char *path, const char *body, const char *issue) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(body) << QByteArray(issue);
    };
    row("too much", "level", "101",
        R"({"type":"less_than_equal","loc":["body"],"msg":"Input should be less than or equal to )"
        R"(100","input":101,"ctx":{"le":100}})");
    row("no integer", "level", "\"bad\"",
        R"({"type":"int_parsing","loc":["body"],"msg":"Input should be a valid integer, unable to )"
        R"(parse string as an integer","input":"bad"})");
    row("nothing", "level", "",
        R"({"type":"missing","loc":["body"],"msg":"Field required","input":null})");
    row("null", "level", "null",
        R"({"type":"missing","loc":["body"],"msg":"Field required","input":null})");
    row("an input is missing", "nudge", "{}",
        R"({"type":"missing","loc":["body","by"],"msg":"Field required","input":{}})");
    row("an input that is unknown", "look", R"({"zz":3})",
        R"({"type":"extra_forbidden","loc":["body","zz"],"msg":"Extra inputs are not permitted",)"
        R"("input":3})");
    row("no inputs at all", "nudge", "",
        R"({"type":"missing","loc":["body"],"msg":"Field required","input":null})");
    row("no object", "nudge", "5",
        R"({"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary )"
        R"(or object to extract fields from","input":5})");
}

void WireShapesTest::invalidBodies()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, issue);
    const QByteArray method = path == "level" ? "PUT" : "POST";
    const RawReply reply = HttpClient(*m_bench).request(method, "/bench/" + path, body);
    QCOMPARE(reply.body, "{\"detail\":[" + issue + "]}");
    QCOMPARE(reply.status, 422);
}

void WireShapesTest::bodiesAreLimitedInDepthAndWidth()
{
    HttpClient client(*m_bench);
    const auto issue = [&](const QByteArray &body) {
        return json(client.put("/bench/level", body))["detail"][0];
    };
    const Json malformed = issue("{bad");
    QCOMPARE(text(malformed, "type"), QStringLiteral("json_invalid"));
    QCOMPARE(malformed["loc"], Json::parse("[\"body\",1]"));
    QCOMPARE(text(malformed, "msg"), QStringLiteral("JSON decode error"));
    QVERIFY(!text(malformed["ctx"], "error").isEmpty());

    QCOMPARE(text(issue(nested(200)), "type"), QStringLiteral("int_type"));
    QCOMPARE(text(issue(nested(201)), "type"), QStringLiteral("json_invalid"));
    QCOMPARE(text(issue(nested(400'000)), "type"), QStringLiteral("json_invalid"));
    QCOMPARE(text(issue(wide(1000)), "type"), QStringLiteral("int_type"));
    QCOMPARE(text(issue(wide(1001)), "type"), QStringLiteral("json_invalid"));
    QCOMPARE(text(issue("\"[[[ {{{ :\\\"[\""), "type"), QStringLiteral("int_parsing"));
    QCOMPARE(text(issue("NaN"), "type"), QStringLiteral("json_invalid"));
    QCOMPARE(text(issue("1e999"), "type"), QStringLiteral("json_invalid"));
    QCOMPARE(text(issue("\"\xff\""), "type"), QStringLiteral("json_invalid"));
}

void WireShapesTest::invocationHasItsShape()
{
    HttpClient client(*m_bench, "a test");
    const RawReply posted = client.post("/bench/look", "{}");
    QCOMPARE(posted.status, 201);
    const QByteArray path = "/action_invocations/" + text(json(posted), "id").toLatin1();
    client.ended(path);
    const QByteArray expected =
        "{\"status\":\"completed\",\"id\":\"ID\",\"action\":\"/bench/look\","
        "\"href\":\"BASE/action_invocations/ID\","
        "\"timeStarted\":\"TIME\",\"timeRequested\":\"TIME\",\"timeCompleted\":\"TIME\","
        "\"links\":[{\"href\":\"BASE/action_invocations/"
        "ID\",\"type\":null,\"rel\":\"self\",\"anchor\":null},"
        "{\"href\":\"BASE/action_invocations/ID/"
        "output\",\"type\":null,\"rel\":\"output\",\"anchor\":null}],"
        "\"input\":{},\"output\":\"nothing to see\","
        "\"log\":[{\"message\":\"looking\",\"levelname\":\"INFO\",\"levelno\":20,\"lineno\":0,"
        "\"filename\":\"testthing.cpp\",\"created\":\"UTC\",\"exception_type\":null,\"traceback\":"
        "null}],"
        "\"error\":null,"
        "\"progress\":50.0,\"progressMessage\":\"half way\",\"by\":\"a test "
        "(PEER)\",\"queuePosition\":0,\"lockGeneration\":null}";
    QCOMPARE(withPlaceholders(client.get(path).body, *m_bench), expected);
}

void WireShapesTest::failedInvocationTellsWhy()
{
    QTest::ignoreMessage(QtWarningMsg, "bench.jam failed: It is jammed.");
    const Json failed = HttpClient(*m_bench).run("jam", "");
    QCOMPARE(text(failed, "status"), QStringLiteral("error"));
    QVERIFY(failed["input"].is_null());
    QVERIFY(failed["output"].is_null());
    QCOMPARE(
        toBytes(failed["error"]),
        QByteArray(
            "{\"detail\":\"It is jammed.\",\"type\":null,\"status\":500,\"title\":\"JamError\","
            "\"instance\":null}"));
    QCOMPARE(text(failed["log"].back(), "levelname"), QStringLiteral("ERROR"));
    QCOMPARE(text(failed["log"].back(), "exception_type"), QStringLiteral("JamError"));
}

void WireShapesTest::listsLeaveTheDetailsOut()
{
    HttpClient client(*m_bench);
    const QByteArray path = client.start("nudge", R"({"by":0})");
    Json expected = client.ended(path);
    for (const char *key : {"input", "output", "log", "error"})
        expected.erase(key);
    QCOMPARE(toBytes(json(client.get("/bench/nudge")).back()), toBytes(expected));
    QCOMPARE(toBytes(json(client.get("/action_invocations")).back()), toBytes(expected));
}

void WireShapesTest::outputs_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("a text") << QByteArray("look") << 200 << QByteArray("\"nothing to see\"")
                            << QByteArray("application/json");
    QTest::newRow("zero is an output")
        << QByteArray("zero") << 200 << QByteArray("0") << QByteArray("application/json");
    QTest::newRow("a blob is its bytes")
        << QByteArray("picture") << 200 << QByteArray("\xff\xd8 a picture \xff\xd9")
        << QByteArray("image/jpeg");
    QTest::newRow("an action that returns nothing")
        << QByteArray("meddle") << 503
        << QByteArray(R"({"detail":"The invocation is completed and has no output."})")
        << QByteArray("application/json");
    QTest::newRow("an action that failed")
        << QByteArray("jam") << 503
        << QByteArray(R"({"detail":"The invocation is error and has no output."})")
        << QByteArray("application/json");
}

void WireShapesTest::outputs()
{
    QFETCH(QByteArray, action);
    HttpClient client(*m_bench);
    if (action == "jam")
        QTest::ignoreMessage(QtWarningMsg, "bench.jam failed: It is jammed.");
    const QByteArray path = client.start(action);
    QVERIFY(!client.ended(path).is_null());
    const RawReply reply = client.get(path + "/output");
    QTEST(reply.status, "status");
    QTEST(reply.body, "body");
    QTEST(reply.headers.value("content-type"), "type");
}

void WireShapesTest::blobsAreServedByTheirAddress()
{
    HttpClient client(*m_bench);
    const Json picture = client.run("picture")["output"];
    QCOMPARE(
        withPlaceholders(toBytes(picture), *m_bench),
        QByteArray("{\"href\":\"BASE/blob/ID\",\"media_type\":\"image/jpeg\",\"rel\":\"output\","
                   "\"description\":\"A picture.\"}"));
    const Json pictures = client.run("pictures")["output"];
    QCOMPARE(pictures.size(), std::size_t(2));
    const QByteArray address = text(pictures[0], "href").toLatin1();
    QVERIFY(address.startsWith(m_bench->base() + "/blob/"));
    const RawReply one = client.get(address.sliced(m_bench->base().size()));
    QCOMPARE(one.body, QByteArray("one"));
    QCOMPARE(one.headers.value("content-type"), QByteArray("text/plain; charset=utf-8"));
}

void WireShapesTest::cancelling()
{
    HttpClient client(*m_bench);
    const QByteArray path = client.start("hold");
    QCOMPARE(client.get(path + "/output").status, 503);
    QTRY_COMPARE_WITH_TIMEOUT(text(client.invocation(path), "status"), QStringLiteral("running"),
                              30'000);
    const RawReply reply = client.remove(path);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray("null"));
    const Json cancelled = client.ended(path);
    QCOMPARE(text(cancelled, "status"), QStringLiteral("cancelled"));
    QCOMPARE(text(cancelled["error"], "type"), invocationCancelledType);
    const RawReply again = client.remove(path);
    QCOMPARE(again.status, 503);
    QCOMPARE(again.body, QByteArray("{\"detail\":\"The invocation has ended already (cancelled) "
                                    "and may not be cancelled.\"}"));
}

void WireShapesTest::nullIsAValueWhereItCanBe()
{
    HttpClient client(*m_bench);
    QCOMPARE(client.put("/bench/maybe", "3").status, 201);
    QCOMPARE(client.get("/bench/maybe").body, QByteArray("3"));
    QCOMPARE(client.put("/bench/maybe", "null").status, 201);
    QCOMPARE(client.get("/bench/maybe").body, QByteArray("null"));
    QCOMPARE(client.put("/bench/maybe", "").status, 422);
}

void WireShapesTest::addressesFollowHostAndPrefix()
{
    RouteBench bench({}, QStringLiteral("/api/v2"), {}, {},
                     {.allowedHosts = {QStringLiteral("microscope.lab")}}, {},
                     [](ServerOptions &options) { options.access.isInsecure = true; });
    RawClient client(bench.port());
    const auto get = [&](const QByteArray &path) {
        return client.request("GET " + path + " HTTP/1.1\r\nHost: microscope.lab:81\r\n\r\n");
    };
    QCOMPARE(get("/api/v2/things/").body,
             QByteArray("{\"bench\":\"http://microscope.lab:81/api/v2/bench/\"}"));
    QCOMPARE(get("/things/").status, 404);
    const RawReply root = get("/api/v2/");
    QCOMPARE(root.status, 307);
    QCOMPARE(root.headers.value("location"), QByteArray("http://microscope.lab:81/"));
    const Json description = json(get("/api/v2/bench/"));
    QCOMPARE(text(description, "base"), QStringLiteral("http://microscope.lab:81/"));
    QCOMPARE(text(description["properties"]["level"]["forms"][0], "href"),
             QStringLiteral("/api/v2/bench/level"));
    QCOMPARE(toBytes(json(get("/api/v2/thing_descriptions/"))["bench"]), toBytes(description));

    const Json posted =
        json(client.request("POST /api/v2/bench/picture HTTP/1.1\r\n"
                            "Host: microscope.lab:81\r\nContent-Length: 0\r\n\r\n"));
    QCOMPARE(text(posted, "action"), QStringLiteral("/api/v2/bench/picture"));
    const QByteArray path = "/api/v2/action_invocations/" + text(posted, "id").toLatin1();
    QCOMPARE(text(posted, "href"),
             QStringLiteral("http://microscope.lab:81") + QString::fromLatin1(path));
    QTRY_VERIFY_WITH_TIMEOUT(!json(get(path))["output"].is_null(), 30'000);
    QVERIFY(text(json(get(path))["output"], "href")
                .startsWith(QStringLiteral("http://microscope.lab:81/api/v2/blob/")));
}

void WireShapesTest::labels_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QString>("name");
    QTest::newRow("the client's own name")
        << QByteArray("Holdfast-Client: tile scan\r\nUser-Agent: curl/8\r\n")
        << QStringLiteral("tile scan");
    QTest::newRow("the product of the user agent")
        << QByteArray("User-Agent: python-httpx/0.27 (x)\r\n") << QStringLiteral("python-httpx");
    const auto browser = [](const char *name, const char *tokens) {
        QTest::newRow(name) << QByteArray("User-Agent: Mozilla/5.0 (X11; Linux x86_64) ") + tokens
                                   + "\r\n"
                            << QString::fromLatin1(name);
    };
    browser("Chromium", "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36");
    browser("Firefox", "Gecko/20100101 Firefox/140.0");
    browser("Safari", "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15");
    browser("Edge", "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 "
                    "Edg/142.0.0.0");
    browser("Mozilla", "of a browser that is not known");
    QTest::newRow("neither") << QByteArray() << QStringLiteral("unnamed client");
    QTest::newRow("no more than 64 characters")
        << QByteArray("Holdfast-Client: " + QByteArray(100, 'x') + "\r\n")
        << QString(64, QLatin1Char('x'));
    QTest::newRow("only printable ones") << QByteArray("Holdfast-Client: \xe2\x80\xae"
                                                       "evil \xc2\xb5m\r\n")
                                         << QString::fromUtf8("evil \xc2\xb5m");
    QTest::newRow("an unprintable name is none")
        << QByteArray("Holdfast-Client: \xe2\x80\xae\r\nUser-Agent: curl/8\r\n")
        << QStringLiteral("curl");
}

void WireShapesTest::labels()
{
    QFETCH(QByteArray, headers);
    QFETCH(QString, name);
    RawClient client(m_bench->port());
    const Json posted =
        json(client.request("POST /bench/zero HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                            + headers + "\r\n"));
    QVERIFY2(text(posted, "by").startsWith(name + QStringLiteral(" (127.0.0.1:")),
             qPrintable(text(posted, "by")));
}

HOLDFAST_GUILESS_TEST(WireShapesTest)

} // namespace Holdfast::tst_wireshapes

#include "tst_wireshapes.moc"
