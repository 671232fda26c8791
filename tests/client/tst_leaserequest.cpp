// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/leaserequest.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_leaserequest {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long
constexpr auto s_post = "POST /lock/leases";

FakeReply answer(int status, const Json &body = {}, const QByteArray &headers = {})
{
    return {status, body, headers, FakeReply::Kind::Answer};
}

Json busy(const char *mode)
{
    return Json {{"detail", "Busy."}, {"mode", mode}, {"retry_after_ms", 10}};
}

} // namespace

//! Standing in line for a lease.
class TestLeaseRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeLockServer>();
        m_station = std::make_unique<RemoteStation>(m_server->url(), ClientName());
    }

    void asksForWhatIsWished()
    {
        m_server->tell(s_post, {grantedLease()});
        begin({QStringLiteral("scan"), {QStringLiteral("overnight"), 2500ms}, 7s});
        QTRY_VERIFY_WITH_TIMEOUT(m_lease, s_limit);
        QCOMPARE(m_lease->token, QByteArray("s3cret-t0ken"));
        QCOMPARE(m_lease->status.generation, quint64 {18});
        Json body = m_server->requests(s_post).first().body;
        QVERIFY(body["request_id"].get<std::string>().size() >= 8);
        QVERIFY(body["wait_ms"] > 6000 && body["wait_ms"] <= 7000);
        body.erase("request_id");
        body.erase("wait_ms");
        QVERIFY((body == Json {{"label", "scan"}, {"ttl_ms", 2500}, {"note", "overnight"}}));
    }

    void asksAgainWhileItMayWait()
    {
        m_server->tell(s_post,
                       {answer(409, busy("shared")), answer(429), FakeReply::drop(),
                        FakeReply::drop(), answer(503, {}, "Retry-After: 1\r\n"), grantedLease()});
        begin({QStringLiteral("scan"), {}, 600s});
        QTRY_VERIFY_WITH_TIMEOUT(m_lease, s_limit);
        QVERIFY(!m_failure);
        QCOMPARE(m_unreachable, 1);
        const QList<FakeRequest> wishes = m_server->requests(s_post);
        QCOMPARE(wishes.size(), 6);
        for (const FakeRequest &wish : wishes)
            QVERIFY(wish.body == wishes.first().body); // the same wish, for the station
    }

    void givesUpWhereWaitingIsInVain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("stopped") << 409 << QByteArray("stopped");
        QTest::newRow("local only") << 409 << QByteArray("local_only");
        QTest::newRow("a wish that is refused") << 422 << QByteArray("shared");
        QTest::newRow("an error") << 500 << QByteArray("shared");
        QTest::newRow("an answer without a lease") << 201 << QByteArray("shared");
    }
    void givesUpWhereWaitingIsInVain()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, mode);
        m_server->tell(s_post, {answer(status, busy(mode.constData()))});
        begin({QStringLiteral("scan"), {}, 600s});
        QTRY_VERIFY_WITH_TIMEOUT(m_failure, s_limit);
        QCOMPARE(m_failure->status, status);
        QVERIFY(!m_lease);
        QCOMPARE(m_server->count(s_post), 1);
    }

    void givesUpAtOnceOnAStationThatNeverWasThere()
    {
        m_server->vanish();
        begin({QStringLiteral("scan"), {}, 600s});
        QTRY_VERIFY_WITH_TIMEOUT(m_failure, s_limit);
        QVERIFY(m_failure->isMissing());
    }

    void isAskedForOnceWhenItsAnswerIsLost()
    {
        m_server->tell(s_post, {FakeReply::drop()});
        begin({QStringLiteral("scan"), {}, 600s});
        QTRY_VERIFY_WITH_TIMEOUT(m_failure, s_limit);
        QVERIFY(m_failure->isMissing());
        QCOMPARE(m_server->count(s_post), 1);
    }

    void namesEachOwnerOnce()
    {
        m_server->tell(s_post, {FakeReply::hang()});
        m_server->tell("GET /lock", {answer(200, lockMemory(lockOwner(QStringLiteral("scan"))))});
        begin({QStringLiteral("scan"), {}, 600s});
        QTRY_VERIFY_WITH_TIMEOUT(m_server->count("GET /lock") >= 3, s_limit);
        m_server->tell("GET /lock",
                       {answer(200, lockMemory(lockOwner(QStringLiteral("anna")), 18))});
        QTRY_COMPARE_WITH_TIMEOUT(m_owners.size(), 2, s_limit);
        QCOMPARE(m_owners, (QStringList {QStringLiteral("scan"), QStringLiteral("anna")}));
    }

private:
    void begin(const LeaseRequest::Wish &wish)
    {
        m_lease.reset();
        m_failure.reset();
        m_unreachable = 0;
        m_owners.clear();
        m_request = std::make_unique<LeaseRequest>(*m_station, wish);
        connect(m_request.get(), &LeaseRequest::granted, this,
                [this](const NewLease &lease) { m_lease = lease; });
        connect(m_request.get(), &LeaseRequest::failed, this,
                [this](const StationAnswer &failure) { m_failure = failure; });
        connect(m_request.get(), &LeaseRequest::unreachable, this, [this] { ++m_unreachable; });
        connect(m_request.get(), &LeaseRequest::waiting, this,
                [this](const LockStatus &lock) { m_owners << lock.owner->principal.toString(); });
        m_request->start();
    }

    std::unique_ptr<FakeLockServer> m_server;
    std::unique_ptr<RemoteStation> m_station;
    std::unique_ptr<LeaseRequest> m_request;
    std::optional<NewLease> m_lease;
    std::optional<StationAnswer> m_failure;
    int m_unreachable = 0;
    QStringList m_owners;
};

HOLDFAST_GUILESS_TEST(TestLeaseRequest)

} // namespace tst_leaserequest

#include "tst_leaserequest.moc"
