// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamdescription.h"
#include "tests/instruments/remote/fakeupstream.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_upstreamdescription {

using namespace Holdfast;

namespace {

const QUrl s_url(QStringLiteral("http://lab:5000/api/stage/"));

UpstreamDescription read(const char *text)
{
    return readUpstreamDescription(Json::parse(text), s_url);
}

UpstreamForm form(const char *verb, const char *path, const char *query = "")
{
    return {verb, QString::fromLatin1(path), QString::fromLatin1(query)};
}

} // namespace

//! Tests the reader of Thing Descriptions of other servers.
class TestUpstreamDescription : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesLabThingsDescriptions()
    {
        const UpstreamDescription stage = readUpstreamDescription(FakeUpstream::stage(), s_url);
        QCOMPARE(stage.title, QStringLiteral("Stage"));
        QCOMPARE(stage.path, QStringLiteral("/api/stage/"));
        QCOMPARE(stage.leftOut, QStringList());
        QCOMPARE(stage.properties.size(), 2);
        QCOMPARE(stage.properties[0].name, QStringLiteral("speed"));
        QVERIFY(stage.properties[0].read == form("GET", "/stage/speed"));
        QVERIFY(stage.properties[0].write == form("PUT", "/stage/speed"));
        QVERIFY(!stage.properties[1].isWritable());
        QVERIFY(!stage.properties[0].schema.contains("forms"));
        QCOMPARE(stage.actions.size(), 3);
        QVERIFY(stage.actions[0].invoke == form("POST", "/stage/move"));
    }

    void joinsNamesToTheAddressWithoutForms()
    {
        const UpstreamDescription thing =
            read(R"({"properties": {"level": {"type": "number"}}, "actions": {"go": {}}})");
        QVERIFY(thing.properties.first().read == form("GET", "/api/stage/level"));
        QVERIFY(thing.properties.first().write == form("PUT", "/api/stage/level"));
        QVERIFY(thing.actions.first().invoke == form("POST", "/api/stage/go"));
    }

    void choosesFormsByTheirOperation_data()
    {
        QTest::addColumn<QString>("forms");
        QTest::addColumn<QString>("path");
        QTest::newRow("one for each")
            << R"([{"href": "set", "op": "writeproperty"}, {"href": "get", "op": "readproperty"}])"
            << "/api/stage/get";
        QTest::newRow("one for all") << R"([{"href": "/all"}])"
                                     << "/all";
        QTest::newRow("not one of a subprotocol")
            << R"([{"href": "/poll", "op": "readproperty", "subprotocol": "longpoll"},
                   {"href": "/get", "op": ["readproperty"]}])"
            << "/get";
        QTest::newRow("not one of another protocol")
            << R"([{"href": "coap://lab/x"}, {"href": "/get"}])"
            << "/get";
        QTest::newRow("not one of another content")
            << R"([{"href": "/cbor", "contentType": "application/cbor"},
                   {"href": "/get", "contentType": "application/json; charset=utf-8"}])"
            << "/get";
        QTest::newRow("not one with URI variables")
            << R"([{"href": "/get{?id}"}, {"href": "/get"}])"
            << "/get";
        QTest::newRow("rather the server that was asked")
            << R"([{"href": "http://other:5000/far"}, {"href": "http://lab:5000/near"}])"
            << "/near";
        QTest::newRow("that server under another name") << R"([{"href": "http://other:5000/far"}])"
                                                        << "/far";
    }

    void choosesFormsByTheirOperation()
    {
        QFETCH(const QString, forms);
        QFETCH(const QString, path);
        const Json description = {
            {"properties",
             {{"level", {{"type", "number"}, {"forms", Json::parse(forms.toStdString())}}}}}};
        const UpstreamDescription thing = readUpstreamDescription(description, s_url);
        QCOMPARE(thing.properties.size(), 1);
        QCOMPARE(thing.properties.first().read.path, path);
    }

    void keepsVerbAndQueryOfAForm()
    {
        const UpstreamDescription thing = read(
            R"({"actions": {"go": {"forms": [{"href": "/go?now=1", "htv:methodName": "PUT"}]}}})");
        QVERIFY(thing.actions.first().invoke == form("PUT", "/go", "now=1"));
    }

    void leavesOutWhatItCannotServe()
    {
        const Json elsewhere = {{"forms", Json::array({{{"href", "mqtt://x/y"}}})}};
        const Json withVariables = {{"forms", Json::array({{{"href", "/b{?id}"}}})}};
        const Json description = {{"properties", {{"a", elsewhere}, {"b", withVariables}}},
                                  {"actions", {{"c", elsewhere}}}};
        const UpstreamDescription thing = readUpstreamDescription(description, s_url);
        QVERIFY(thing.properties.isEmpty());
        QVERIFY(thing.actions.isEmpty());
        QCOMPARE(thing.leftOut.size(), 3);
    }

    void saysWhichAuthenticationIsDemanded()
    {
        QCOMPARE(read(R"({"security": ["b"], "securityDefinitions": {"b": {"scheme": "basic"}}})")
                     .security,
                 QStringLiteral("basic"));
        QCOMPARE(read(R"({"security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}}})")
                     .security,
                 QString());
    }

    void takesNonsense_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no object") << "3";
        QTest::newRow("lists") << R"({"properties": [], "actions": 3})";
        QTest::newRow("members of other types") << R"({"properties": {"a": 3}, "title": {}})";
    }

    void takesNonsense()
    {
        QFETCH(const QString, text);
        const auto thing = readUpstreamDescription(Json::parse(text.toStdString()), s_url);
        QVERIFY(thing.properties.isEmpty());
        QVERIFY(thing.actions.isEmpty());
    }

    void comparesWhatIsOffered()
    {
        const auto stage = readUpstreamDescription(FakeUpstream::stage(), s_url);
        Json other = FakeUpstream::stage();
        other["title"] = "Another title";
        QVERIFY(stage.offersTheSame(readUpstreamDescription(other, s_url)));
        other["properties"]["speed"]["maximum"] = 5;
        QVERIFY(!stage.offersTheSame(readUpstreamDescription(other, s_url)));
    }
};

HOLDFAST_APPLESS_TEST(TestUpstreamDescription)

} // namespace tst_upstreamdescription

#include "tst_upstreamdescription.moc"
