// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_openapidocument {

namespace {

// Collects every "$ref" in it.
void collectReferences(const Json &json, QStringList &found)
{
    if (json.is_object() && json.contains("$ref"))
        found << toQString(json["$ref"].get<std::string>());
    if (json.is_structured()) {
        for (const Json &child : json)
            collectReferences(child, found);
    }
}

} // namespace

// Compares /openapi.json with the server itself.
class OpenApiDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hasEveryRouteAndNoOther_data();
    void hasEveryRouteAndNoOther();
    void everyReferenceLeadsSomewhere();
    void operationsHaveDistinctIds();
    void affordancesAreDescribed();
    void lockBodiesAreThoseThatAreChecked();

private:
    static Json document(const RouteBench &bench);
};

void OpenApiDocumentTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

Json OpenApiDocumentTest::document(const RouteBench &bench)
{
    RawClient client(bench.port());
    return json(client.request("GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
}

void OpenApiDocumentTest::hasEveryRouteAndNoOther_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<bool>("hasMetrics");
    QTest::newRow("without a prefix") << QString() << true;
    QTest::newRow("with a prefix") << QStringLiteral("/api/v1") << true;
    QTest::newRow("without metrics") << QString() << false;
}

void OpenApiDocumentTest::hasEveryRouteAndNoOther()
{
    QFETCH(QString, prefix);
    QFETCH(bool, hasMetrics);
    const auto metrics = hasMetrics ? std::make_shared<Metrics>() : nullptr;
    RouteBench bench({}, prefix, {}, metrics);
    Router router;
    QObject owner;
    addAllRoutes(router, {&bench.station(), prefix, nullptr, &owner, nullptr, metrics.get()});
    QStringList served = router.endpoints();
    // Other ways to say the same: a redirection for people, and a stop that forgives a slash.
    for (const QString &method :
         {QStringLiteral("GET "), QStringLiteral("POST "), QStringLiteral("DELETE ")})
        served.removeAll(method + prefix + QStringLiteral("/stop/"));
    if (!prefix.isEmpty())
        served.removeAll(QStringLiteral("GET ") + prefix + u'/');
    QStringList described;
    const Json paths = document(bench)["paths"];
    for (const auto &[path, item] : paths.items()) {
        for (const auto &[method, operation] : item.items()) {
            if (method != "parameters")
                described << toQString(method).toUpper() + u' ' + toQString(path);
        }
    }
    served.sort();
    described.sort();
    QCOMPARE(described, served);
}

void OpenApiDocumentTest::everyReferenceLeadsSomewhere()
{
    RouteBench bench;
    const Json json = document(bench);
    QStringList references;
    collectReferences(json, references);
    QVERIFY(references.size() > 100);
    for (const QString &reference : std::as_const(references)) {
        const Json::json_pointer pointer(toUtf8String(reference.sliced(1)));
        QVERIFY2(json.contains(pointer), qPrintable(reference));
    }
}

void OpenApiDocumentTest::operationsHaveDistinctIds()
{
    RouteBench bench;
    QStringList ids;
    const Json paths = document(bench)["paths"];
    for (const Json &item : paths) {
        for (const auto &[method, operation] : item.items()) {
            if (method != "parameters")
                ids << text(operation, "operationId");
        }
    }
    const qsizetype count = ids.size();
    QVERIFY(!ids.contains(QString()));
    QCOMPARE(ids.removeDuplicates(), qsizetype {0});
    QVERIFY(count > 30);
}

void OpenApiDocumentTest::affordancesAreDescribed()
{
    RouteBench bench;
    const Json paths = document(bench)["paths"];
    QVERIFY(!paths["/bench/serial"].contains("put"));
    QCOMPARE(toBytes(paths["/bench/level"]["put"]["requestBody"]),
             QByteArray("{\"required\":true,\"content\":{\"application/json\":{\"schema\":{"
                        "\"x-unit\":\"%\",\"type\":\"integer\",\"minimum\":0,\"maximum\":100}}}}"));
    QVERIFY(paths["/bench/level"]["put"]["responses"].contains("409"));
    QVERIFY(paths["/bench/nudge"]["post"]["requestBody"]["required"] == true);
    QVERIFY(paths["/bench/hold"]["post"]["requestBody"]["required"] == false);
    QVERIFY(paths["/bench/stream"]["get"]["responses"]["200"]["content"].contains(
        "multipart/x-mixed-replace; boundary=frame"));
}

void OpenApiDocumentTest::lockBodiesAreThoseThatAreChecked()
{
    RouteBench bench;
    const Json schemas = document(bench)["components"]["schemas"];
    QCOMPARE(toBytes(schemas["BreakBody"]["required"]), QByteArray("[\"reason\",\"generation\"]"));
    QCOMPARE(toBytes(schemas["ModeBody"]["properties"]["mode"]["enum"]),
             QByteArray("[\"shared\",\"local_only\"]"));
    QVERIFY(schemas["LeaseBody"]["properties"].contains("ttl_ms"));
}

HOLDFAST_GUILESS_TEST(OpenApiDocumentTest)

} // namespace Holdfast::tst_openapidocument

#include "tst_openapidocument.moc"
