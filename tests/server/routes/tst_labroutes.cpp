// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labservice.h"
#include "core/lab/view/labstatusjson.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/eventclient.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_labroutes {

namespace {

//! A station in a lab whose etcd is not there.
struct LabBench
{
    LabBench()
        : lab(std::make_shared<LabService>(setup()))
        , bench(options(lab))
    {
    }
    ~LabBench() { lab->stop(std::chrono::milliseconds {10}); }
    Q_DISABLE_COPY_MOVE(LabBench)

    static LabSetup setup()
    {
        LabSetup setup;
        setup.options.lab = QStringLiteral("cellar");
        setup.options.station = QStringLiteral("scope-1");
        setup.options.etcd.endpoints = {QUrl(QStringLiteral("http://127.0.0.1:1"))};
        return setup;
    }
    static StationOptions options(const std::shared_ptr<LabService> &lab)
    {
        StationOptions options;
        options.lab = lab;
        return options;
    }

    std::shared_ptr<LabService> lab;
    RouteBench bench;
};

QByteArray tagOf(const RawReply &reply)
{
    return reply.headers.value("etag");
}

} // namespace

//! GET /lab and /lab/events.
class LabRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aStationWithoutALabSaysSo()
    {
        RouteBench bench;
        HttpClient client(bench);
        for (const char *path : {"/lab", "/lab/events"}) {
            const RawReply reply = client.get(path);
            QCOMPARE(reply.status, 404);
            QVERIFY(text(json(reply), "detail").contains(QStringLiteral("in no lab")));
            QVERIFY(json(reply)["lab"].is_null());
        }
        QCOMPARE(client.post("/lab").status, 405);
    }

    void tellsTheLabAndItsTag()
    {
        LabBench lab;
        HttpClient client(lab.bench);
        const RawReply reply = client.get("/lab");
        QCOMPARE(reply.status, 200);
        const auto status = readLabStatus(json(reply));
        QVERIFY(status);
        QCOMPARE(status->lab, QStringLiteral("cellar"));
        QCOMPARE(status->station, QStringLiteral("scope-1"));
        QCOMPARE(status->connection, LabConnection::Connecting);
        QVERIFY(status->findStation(QStringLiteral("scope-1"))->isOwn);
        QVERIFY(!tagOf(reply).isEmpty());
        client.setHeaders("If-None-Match: " + tagOf(reply) + "\r\n");
        QCOMPARE(client.get("/lab").status, 304);
    }

    void aLongPollIsAnsweredAtTheNextChange()
    {
        LabBench lab;
        HttpClient client(lab.bench);
        const QByteArray tag = tagOf(client.get("/lab"));
        client.setHeaders("If-None-Match: " + tag + "\r\n");
        client.setPrefer("wait=30");
        client.begin("GET", "/lab");
        lab.lab->start();
        const RawReply reply = client.raw().reply();
        QCOMPARE(reply.status, 200);
        QVERIFY(tagOf(reply) != tag);
        QCOMPARE(readLabStatus(json(reply))->connection, LabConnection::Unreachable);
        QVERIFY(!readLabStatus(json(reply))->problem.isEmpty());
    }

    void aStreamTellsEachChange()
    {
        LabBench lab;
        EventClient client(lab.bench, "/lab/events");
        QVERIFY(client.nextNamed({}));
        QCOMPARE(text(client.json(), "connection"), QStringLiteral("connecting"));
        const QByteArray id = client.field("id");
        lab.lab->start();
        QVERIFY(client.nextNamed({}));
        QCOMPARE(text(client.json(), "connection"), QStringLiteral("unreachable"));
        QVERIFY(client.field("id") != id);
    }

    void aStreamDoesNotRepeatWhatAClientHas()
    {
        LabBench lab;
        QByteArray id;
        {
            EventClient first(lab.bench, "/lab/events");
            QVERIFY(first.nextNamed({}));
            id = first.field("id");
        }
        EventClient again(lab.bench, "/lab/events", "Last-Event-ID: " + id + "\r\n");
        lab.lab->start();
        QVERIFY(again.nextNamed({}));
        QVERIFY(again.field("id") != id);
    }
};

HOLDFAST_GUILESS_TEST(LabRoutesTest)

} // namespace Holdfast::tst_labroutes

#include "tst_labroutes.moc"
