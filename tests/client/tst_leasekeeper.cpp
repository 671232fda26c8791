// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/leasekeeper.h"
#include "core/wire/lockjson.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_leasekeeper {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long
constexpr auto s_renew = "PUT /lock/leases/3";
constexpr auto s_release = "DELETE /lock/leases/3";

FakeReply answer(int status, const Json &body = {})
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

const FakeReply s_renewed = answer(200, Json {{"state", "active"}, {"asks", Json::array()}});
const FakeReply s_broken = answer(410, Json {{"reason", "broken"}, {"by", "bob"}});
const FakeReply s_released = answer(410, Json {{"reason", "released"}});

} // namespace

//! Keeping a lease alive.
class TestLeaseKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeLockServer>();
        m_station = std::make_unique<RemoteStation>(m_server->url(), ClientName());
        m_server->tell(s_renew, {s_renewed});
        m_server->tell(s_release, {answer(204)});
        m_said.clear();
        m_loss.reset();
        m_asks.clear();
    }

    void renewsWithItsToken()
    {
        keep(300ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->count(s_renew) >= 4, s_limit); // beyond the ttl
        QCOMPARE(m_server->requests(s_renew).first().headers["lock-token"],
                 QByteArray("s3cret-t0ken"));
        QVERIFY(m_said.isEmpty());
    }

    void tellsHowTheLeaseEnded()
    {
        m_server->tell(s_renew, {s_broken});
        keep(300ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_loss, s_limit);
        QCOMPARE(m_loss->ended->end, LeaseEnd::Broken);
        QCOMPARE(m_loss->ended->by.name, QStringLiteral("bob"));
        QCOMPARE(m_loss->ended->principal.toString(), QStringLiteral("sh (127.0.0.1:1)"));
        m_keeper->release(); // there is nothing to release any more
        QCOMPARE(m_server->count(s_release), 0);
    }

    void losesWhatItCannotRenew()
    {
        m_server->tell(s_renew, {s_renewed, FakeReply::drop()});
        keep(900ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_loss, s_limit);
        QVERIFY(!m_loss->ended && m_loss->answer.isMissing());
        QCOMPARE(m_said, QStringList {QStringLiteral("failed")});
        QVERIFY(m_server->count(s_renew) >= 3);
    }

    void goesOnWhenTheStationIsBack()
    {
        m_server->tell(s_renew, {FakeReply::drop(), answer(500), s_renewed});
        keep(3s);
        QTRY_COMPARE_WITH_TIMEOUT(
            m_said, (QStringList {QStringLiteral("failed"), QStringLiteral("again")}), s_limit);
        QVERIFY(!m_loss);
    }

    void tellsWhoAsksAndWhoTakes()
    {
        const auto told = [](const char *state, const Json &more = Json::object()) {
            Json body {{"state", state},
                       {"asks", Json::array({Json {{"by", "bob"}, {"reason", "lunch"}}})}};
            body.update(more);
            return answer(200, body);
        };
        m_server->tell(s_renew, {told("active"), told("suspended"),
                                 told("active", Json {{"generation", 20}})});
        keep(300ms);
        QTRY_COMPARE_WITH_TIMEOUT(
            m_said, (QStringList {QStringLiteral("suspended"), QStringLiteral("resumed 20")}),
            s_limit);
        QCOMPARE(m_asks, QStringList {QStringLiteral("lunch")});
    }

    void asksAtOnceOnlyWhenTheLeaseMayHaveEnded()
    {
        m_server->tell(s_renew, {answer(200, Json {{"state", "suspended"}}), s_broken});
        keep(600s);
        LockOverview state;
        state.global.owner = LockOwner();
        state.global.owner->lease = m_keeper->lease().status;
        m_keeper->look(state);
        QCOMPARE(m_server->count(s_renew), 0);
        state.global.owner->lease.reset(); // taken by another
        state.leases = {m_keeper->lease().status};
        m_keeper->look(state);
        QTRY_COMPARE_WITH_TIMEOUT(m_said, QStringList {QStringLiteral("suspended")}, s_limit);
        m_keeper->look(state);
        QCOMPARE(m_server->count(s_renew), 1);
        state.leases.clear();
        m_keeper->look(state);
        QTRY_VERIFY_WITH_TIMEOUT(m_loss, s_limit);
        QCOMPARE(m_server->count(s_renew), 2);
    }

    void releases_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QStringList>("said");
        QTest::newRow("well") << "204" << QStringList {QStringLiteral("released")};
        QTest::newRow("what is released already")
            << "released" << QStringList {QStringLiteral("released")};
        QTest::newRow("with an error")
            << "500" << QStringList {QStringLiteral("not released"), QStringLiteral("released")};
        QTest::newRow("what was broken") << "broken" << QStringList {QStringLiteral("lost")};
    }
    void releases()
    {
        QFETCH(const QString, how);
        QFETCH(const QStringList, said);
        m_server->tell(s_release, {how == QStringLiteral("broken")     ? s_broken
                                   : how == QStringLiteral("released") ? s_released
                                                                       : answer(how.toInt())});
        keep(600s);
        m_keeper->release();
        QTRY_COMPARE_WITH_TIMEOUT(m_said, said, s_limit);
        QCOMPARE(bool(m_loss), how == QStringLiteral("broken"));
    }

    void noticesThatItWasReleasedElsewhere()
    {
        m_server->tell(s_renew, {s_released});
        m_server->tell(s_release, {s_released});
        keep(300ms);
        QTRY_COMPARE_WITH_TIMEOUT(m_said, QStringList {QStringLiteral("elsewhere")}, s_limit);
        m_keeper->release();
        QTRY_COMPARE_WITH_TIMEOUT(m_said.size(), 2, s_limit);
        QCOMPARE(m_said.last(), QStringLiteral("released"));
        QCOMPARE(m_server->count(s_renew), 1);
    }

private:
    void keep(std::chrono::milliseconds ttl)
    {
        const auto lease = readNewLease(grantedLease(int(ttl.count())).body);
        m_keeper = std::make_unique<LeaseKeeper>(*m_station, lease.value());
        const LeaseKeeper *keeper = m_keeper.get();
        const auto say = [this](const char *what) {
            return [this, what] { m_said << QString::fromLatin1(what); };
        };
        connect(keeper, &LeaseKeeper::lost, this, [this](const LeaseLoss &loss) {
            QVERIFY2(!m_loss, "once");
            m_loss = loss;
            if (loss.ended && m_server->count(s_release) > 0)
                m_said << QStringLiteral("lost");
        });
        connect(keeper, &LeaseKeeper::released, this, say("released"));
        connect(keeper, &LeaseKeeper::renewalFailed, this, say("failed"));
        connect(keeper, &LeaseKeeper::renewedAgain, this, say("again"));
        connect(keeper, &LeaseKeeper::releaseFailed, this, say("not released"));
        connect(keeper, &LeaseKeeper::releasedElsewhere, this, say("elsewhere"));
        connect(keeper, &LeaseKeeper::suspended, this, say("suspended"));
        connect(keeper, &LeaseKeeper::resumed, this, [this](quint64 generation) {
            m_said << QStringLiteral("resumed %1").arg(generation);
        });
        connect(keeper, &LeaseKeeper::asked, this,
                [this](const LockAsk &ask) { m_asks << ask.reason; });
    }

    std::unique_ptr<FakeLockServer> m_server;
    std::unique_ptr<RemoteStation> m_station;
    std::unique_ptr<LeaseKeeper> m_keeper;
    QStringList m_said;
    QStringList m_asks;
    std::optional<LeaseLoss> m_loss;
};

HOLDFAST_GUILESS_TEST(TestLeaseKeeper)

} // namespace tst_leasekeeper

#include "tst_leasekeeper.moc"
