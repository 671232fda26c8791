// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_lockhistory {

// Tests how a client looks up the events of the lock.
class LockHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        m_bench = std::make_unique<RouteBench>(options);
        m_client = std::make_unique<HttpClient>(*m_bench, "tile scan");
    }
    void cleanup()
    {
        m_client.reset();
        m_bench.reset();
    }

    void tellsWhatAClientDid()
    {
        QVERIFY(m_client->put("/bench/level", "5").status < 300);
        QTRY_COMPARE_WITH_TIMEOUT(history("kind=hold")["entries"].size(), size_t(1), 30'000);
        const RawReply reply = m_client->get("/lock/history?kind=hold");
        QCOMPARE(reply.status, 200);
        const Json page = json(reply);
        const Json entry = page["entries"][0];
        QCOMPARE(text(entry, "who"), QStringLiteral("tile scan"));
        QCOMPARE(text(entry, "who_kind"), QStringLiteral("client"));
        QCOMPARE(text(entry, "how"), QStringLiteral("released"));
        QVERIFY(text(entry, "operation").startsWith(QStringLiteral("bench.level")));
        QVERIFY(entry["held_ms"].is_number());
        QVERIFY(page["next"].is_null());
        QCOMPARE(text(page["journal"], "state"), QStringLiteral("writing"));
        QVERIFY2(!reply.body.contains("127.0.0.1"), "an address is not shown");
    }

    void leadsFromPageToPage()
    {
        for (int i = 0; i < 5; ++i)
            QVERIFY(m_client->put("/bench/level", QByteArray::number(i)).status < 300);
        QTRY_COMPARE_WITH_TIMEOUT(history("kind=hold")["entries"].size(), size_t(5), 30'000);
        QByteArray path = "/lock/history?limit=2&kind=hold";
        QList<qint64> ids;
        for (int page = 0; page < 3; ++page) {
            const RawReply reply = m_client->get(path);
            const Json body = json(reply);
            for (const Json &entry : body["entries"])
                ids << entry["id"].get<qint64>();
            const QByteArray link = reply.headers.value("link");
            QCOMPARE(link.isEmpty(), page == 2);
            if (page == 2)
                break;
            const QByteArray start = '<' + m_bench->base();
            QVERIFY2(link.startsWith(start) && link.endsWith(">; rel=\"next\""), link.constData());
            path = link.mid(start.size(), link.indexOf('>') - start.size());
            QVERIFY(path.contains("limit=2"));
        }
        QCOMPARE(ids.size(), 5);
        QVERIFY(std::is_sorted(ids.rbegin(), ids.rend()));
    }

    void refusesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *query, const char *message) {
            QTest::newRow(query) << QByteArray(query) << QString::fromLatin1(message);
        };
        row("kind=holt", "one or several of hold, refusal");
        row("kind=hold,", "one or several of hold, refusal");
        row("from=yesterday", "a time with its offset");
        row("from=2026-11-25T02:25:10", "a time with its offset");
        row("to=25.11.2026", "a time with its offset");
        row("class=admin", "operator or remote");
        row("limit=0", "a whole number from 1 to 1000");
        row("limit=1001", "a whole number from 1 to 1000");
        row("limit=ten", "a whole number from 1 to 1000");
        row("at_least_ms=-1", "a whole number from 0 to");
        row("cursor=17", "the \"next\" of an earlier answer");
        row("who=", "1 to 200 characters");
        row("whom=anna", "no such parameter; the parameters are kind, from");
    }

    void refusesWhatItDoesNotUnderstand()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QString, message);
        const RawReply reply = m_client->get("/lock/history?" + query);
        QCOMPARE(reply.status, 422);
        const Json issue = json(reply)["detail"][0];
        QCOMPARE(issue["loc"][0], "query");
        QCOMPARE(issue["loc"][1], query.left(query.indexOf('=')).toStdString());
        QVERIFY2(text(issue, "msg").contains(message), reply.body.constData());
    }

    void takesEveryFilter()
    {
        QVERIFY(m_client->put("/bench/level", "5").status < 300);
        const QByteArray filters = "kind=hold,refusal&from=2020-01-01T00:00:00%2B01:00"
                                   "&to=2200-01-01T00:00:00.5Z&who=TILE&operation=bench"
                                   "&class=remote&at_least_ms=0&limit=10";
        QTRY_COMPARE_WITH_TIMEOUT(history(filters)["entries"].size(), size_t(1), 30'000);
        QCOMPARE(history(filters + "&cursor=0-0")["entries"].size(), size_t(0));
    }

    void aPlusIsASpaceOrTheSignOfAnOffset()
    {
        QVERIFY(m_client->put("/bench/level", "5").status < 300);
        QTRY_COMPARE_WITH_TIMEOUT(history("kind=hold&who=tile+scan")["entries"].size(), size_t(1),
                                  30'000);
        for (const char *time : {"2020-01-01T00:00:00+01:00", "2020-01-01T00:00:00.5+01:00",
                                 "2020-01-01T00:00:00%2B01:00", "2020-01-01T00:00:00-01:00",
                                 "2020-01-01+00:00:00+01:00"}) {
            const RawReply reply =
                m_client->get(QByteArray("/lock/history?kind=hold&from=") + time);
            QVERIFY2(reply.status == 200, reply.body.constData());
            QCOMPARE(json(reply)["entries"].size(), size_t(1));
        }
        // Without an offset it stays none.
        QCOMPARE(m_client->get("/lock/history?from=2020-01-01+01:00").status, 422);
        QCOMPARE(m_client->get("/lock/history?from=2020-01-01+01:00:00").status, 422);
    }

    void saysInTheLockWhetherTheJournalIsWritten()
    {
        QTRY_COMPARE_WITH_TIMEOUT(text(json(m_client->get("/lock"))["journal"], "state"),
                                  QStringLiteral("writing"), 30'000);
    }

    void saysWhenThereIsNoJournal()
    {
        const RouteBench bench;
        HttpClient client(bench);
        const Json page = json(client.get("/lock/history"));
        QVERIFY(page["entries"].empty());
        QCOMPARE(text(page["journal"], "state"), QStringLiteral("off"));
        QVERIFY(text(page["journal"], "reason").contains(QStringLiteral("switched off")));
        QCOMPARE(text(json(client.get("/lock"))["journal"], "state"), QStringLiteral("off"));
    }

private:
    Json history(const QByteArray &query) { return json(m_client->get("/lock/history?" + query)); }

    std::unique_ptr<RouteBench> m_bench;
    std::unique_ptr<HttpClient> m_client;
};

HOLDFAST_GUILESS_TEST(LockHistoryTest)

} // namespace Holdfast::tst_lockhistory

#include "tst_lockhistory.moc"
