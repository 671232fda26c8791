// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/remotestation.h"
#include "core/client/stationaddress.h"
#include "core/wire/historyjson.h"
#include "core/wire/stopjson.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QNetworkReply>
#include <QTest>

namespace tst_remotestation {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

FakeReply answer(int status, const Json &body = {}, const QByteArray &headers = {})
{
    return {status, body, headers, FakeReply::Kind::Answer};
}

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

//! One request and its answer.
class TestRemoteStation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsAgainOnlyWhatMayBeRepeated_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<bool>("hasBody");
        QTest::addColumn<bool>("mayRepeat");
        QTest::addColumn<int>("times");
        QTest::newRow("GET") << QByteArray("GET") << false << false << 2;
        for (const QByteArray verb : {"POST", "PUT", "PATCH", "DELETE"}) {
            QTest::addRow("%s", verb.constData()) << verb << true << false << 1;
            QTest::addRow("%s without a body", verb.constData()) << verb << false << false << 1;
            QTest::addRow("%s that may be repeated", verb.constData()) << verb << true << true << 2;
        }
    }
    void sendsAgainOnlyWhatMayBeRepeated()
    {
        QFETCH(const QByteArray, verb);
        QFETCH(const bool, hasBody);
        QFETCH(const bool, mayRepeat);
        QFETCH(const int, times);
        m_server->tell(verb + " /stage/move", {FakeReply::drop()});
        StationRequest request {.verb = verb, .path = QStringLiteral("/stage/move")};
        request.body = hasBody ? Json {{"x", 1}} : Json();
        request.mayRepeat = mayRepeat;
        std::optional<StationAnswer> answer;
        m_station->send(request, this, [&answer](const StationAnswer &came) { answer = came; });
        WAIT_UNTIL(answer);
        QVERIFY(answer->isMissing());
        QCOMPARE(answer->failure, QStringLiteral("the connection was closed"));
        QCOMPARE(m_server->count(verb + " /stage/move"), times);
        QVERIFY(m_server->requests(verb + " /stage/move").first().body == request.body);
    }

    void repeatsAStopAndNoOtherRequestOfTheLock_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("times");
        QTest::newRow("to ask") << QByteArray("POST /lock/ask") << 1;
        QTest::newRow("to break") << QByteArray("POST /lock/break") << 1;
        QTest::newRow("to clear a stop") << QByteArray("DELETE /stop") << 1;
        QTest::newRow("to stop") << QByteArray("POST /stop") << 2;
    }
    void repeatsAStopAndNoOtherRequestOfTheLock()
    {
        QFETCH(const QByteArray, line);
        m_server->tell(line, {FakeReply::drop()});
        if (line == "POST /lock/ask")
            got<QString>([this](auto then) { m_station->ask(text("lunch"), 17, this, then); });
        else if (line == "POST /lock/break")
            got<BreakReport>(
                [this](auto then) { m_station->breakHold(text("smoke"), 17, this, then); });
        else if (line == "DELETE /stop")
            got<bool>([this](auto then) { m_station->clearStop({}, this, then); });
        else
            got<StopReport>([this](auto then) { m_station->stop({}, this, then); });
        QTEST(int(m_server->count(line)), "times");
    }

    void init()
    {
        m_server = std::make_unique<FakeLockServer>();
        m_station =
            std::make_unique<RemoteStation>(m_server->url(), ClientName {text("anna (l\xe4"
                                                                              "b)")
                                                                             + QString(80, u'x'),
                                                                         text("test/1")});
    }

    void saysWhoAsks()
    {
        m_server->tell("GET /lock", {answer(200, lockMemory(lockOwner(text("scan"))))});
        const auto reply =
            got<LockOverview>([this](auto then) { m_station->lookAtLock(this, then); });
        QCOMPARE(reply.value->global.owner->principal.toString(), text("scan"));
        const FakeRequest request = m_server->requests("GET /lock").first();
        QVERIFY(request.headers["holdfast-client"].startsWith("anna (l??b)xx"));
        QCOMPARE(request.headers["holdfast-client"].size(), 64);
        QCOMPARE(request.headers["user-agent"], QByteArray("test/1"));
    }

    void asksAndBreaks()
    {
        m_server->tell("POST /lock/ask", {answer(200, Json {{"asked", "scan"}})});
        const auto asked =
            got<QString>([this](auto then) { m_station->ask(text("lunch"), 17, this, then); });
        QCOMPARE(asked.value.value(), text("scan"));
        QVERIFY((m_server->requests("POST /lock/ask").first().body
                 == Json {{"reason", "lunch"}, {"generation", 17}}));

        BreakReport report;
        report.outcome = BreakOutcome::Asked;
        m_server->tell("POST /lock/break", {answer(200, toJson(report))});
        const auto broken = got<BreakReport>(
            [this](auto then) { m_station->breakHold(text("smoke"), 17, this, then); });
        QCOMPARE(broken.value->outcome, BreakOutcome::Asked);
        QVERIFY((m_server->requests("POST /lock/break").first().body
                 == Json {{"reason", "smoke"}, {"generation", 17}}));
    }

    void stopsAndClears()
    {
        m_server->tell("POST /stop", {answer(200, toJson(StopReport {.cancelled = 2}))});
        const auto stopped =
            got<StopReport>([this](auto then) { m_station->stop({}, this, then); });
        QCOMPARE(stopped.value->cancelled, 2);
        QVERIFY(m_server->requests("POST /stop").first().body.is_null());
        m_server->tell("DELETE /stop", {answer(200, Json {{"cleared", false}})});
        const auto cleared =
            got<bool>([this](auto then) { m_station->clearStop(text("aired"), this, then); });
        QCOMPARE(cleared.value, std::optional(false));
        QVERIFY((m_server->requests("DELETE /stop").first().body == Json {{"reason", "aired"}}));
    }

    void turnsThePagesOfTheHistory()
    {
        Json page =
            toJson(HistoryPage {.entries = {{.id = 7, .at = QDateTime::currentDateTimeUtc()}}});
        page["next"] = "in the station's own words";
        m_server->tell("GET /lock/history?who=a%26b&kind=hold%2Cbreak&class=operator&limit=2"
                       "&cursor=7-4",
                       {answer(200, page)});
        HistoryQuery query;
        query.who = text("a&b");
        query.kinds = {HistoryKind::Hold, HistoryKind::Break};
        query.lockClass = LockClass::Operator;
        query.limit = 2;
        const auto reply = got<StationHistory>(
            [&](auto then) { m_station->history(query, text("7-4"), this, then); });
        QVERIFY(reply.value);
        QCOMPARE(reply.value->page.entries.first().id, 7);
        QCOMPARE(reply.value->next, text("in the station's own words"));
    }

    void whatIsNotUnderstoodHasNoValue_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::newRow("something else") << 200 << R"({"hello": "world"})";
        QTest::newRow("nothing") << 200 << "null";
        QTest::newRow("a refusal") << 409 << R"({"held": true, "queue": []})";
        QTest::newRow("a redirection, which is not followed") << 302 << "null";
    }
    void whatIsNotUnderstoodHasNoValue()
    {
        QFETCH(const int, status);
        QFETCH(const QString, body);
        m_server->tell("GET /lock", {answer(status, Json::parse(body.toStdString()),
                                            "Retry-After: 7\r\nLocation: /elsewhere\r\n")});
        const auto reply =
            got<LockOverview>([this](auto then) { m_station->lookAtLock(this, then); });
        QVERIFY(!reply.value);
        QCOMPARE(reply.answer.status, status);
        QCOMPARE(reply.answer.retryAfter, std::chrono::seconds {7});
    }

    void saysWhyThereIsNoAnswer()
    {
        m_server->tell("GET /lock", {FakeReply::drop()});
        const auto dropped =
            got<LockOverview>([this](auto then) { m_station->lookAtLock(this, then); });
        QVERIFY(dropped.answer.isMissing() && !dropped.value);
        QCOMPARE(dropped.answer.failure, text("the connection was closed"));
        m_server->vanish();
        const auto ask = [this] {
            return got<LockOverview>([this](auto then) { m_station->lookAtLock(this, then); })
                .answer.failure;
        };
        // Qt 6.8 may have had a connection ready, which is closed first.
        const QString first = ask();
        QCOMPARE(first == text("the connection was closed") ? ask() : first,
                 text("the connection was refused"));
    }

    void doesNotCallACallerThatIsGone()
    {
        m_server->tell("GET /lock", {answer(200, lockMemory())});
        auto context = std::make_unique<QObject>();
        bool isTold = false;
        m_station->lookAtLock(context.get(), [&](const auto &) { isTold = true; });
        context.reset();
        // The next request is answered later than the first one.
        got<LockOverview>([this](auto then) { m_station->lookAtLock(this, then); });
        QVERIFY(!isTold);
    }

    void readsAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address"); // empty: it is none
        QTest::newRow("a host") << "http://lab:5000"
                                << "http://lab:5000";
        QTest::newRow("a prefix") << "https://lab/api/v3//"
                                  << "https://lab/api/v3";
        QTest::newRow("no scheme") << "lab:5000"
                                   << "";
        QTest::newRow("another scheme") << "ftp://lab"
                                        << "";
        QTest::newRow("a query") << "http://lab/?x=1"
                                 << "";
        QTest::newRow("a password") << "http://anna:secret@lab"
                                    << "";
    }
    void readsAddresses()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, address);
        QCOMPARE(readStationAddress(text).value_or(QUrl()).toString(), address);
    }

private:
    template<typename T>
    StationReply<T> got(const std::function<void(RemoteStation::Then<T>)> &ask)
    {
        std::optional<StationReply<T>> got;
        ask([&got](const StationReply<T> &reply) { got = reply; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got, s_limit); }();
        return got.value_or(StationReply<T>());
    }

    std::unique_ptr<FakeLockServer> m_server;
    std::unique_ptr<RemoteStation> m_station;
};

HOLDFAST_GUILESS_TEST(TestRemoteStation)

} // namespace tst_remotestation

#include "tst_remotestation.moc"
