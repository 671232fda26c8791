// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/lockfollower.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_lockfollower {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long
const QByteArray s_events = "GET /lock/events";

} // namespace

//! Following the events of a station's lock.
class TestLockFollower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeLockServer>();
        m_station = std::make_unique<RemoteStation>(m_server->url(), ClientName());
        m_follower = std::make_unique<LockFollower>(*m_station);
        m_said.clear();
        const auto say = [this](const QString &what) { m_said << what; };
        connect(m_follower.get(), &LockFollower::stateCame, this,
                [say](const LockOverview &state, const Json &told) {
                    say(QStringLiteral("generation %1").arg(state.global.generation));
                    QVERIFY(told["generation"] == state.global.generation);
                });
        connect(m_follower.get(), &LockFollower::refusalCame, this,
                [say](const HistoryEntry &refusal, const Json &told) {
                    say(refusal.who.name + u' ' + toWord(refusal.how));
                    QVERIFY(told["label"].get<QString>() == refusal.who.name);
                });
        connect(m_follower.get(), &LockFollower::nonsenseCame, this,
                [say] { say(QStringLiteral("nonsense")); });
        connect(m_follower.get(), &LockFollower::lost, this,
                [say](const StationAnswer &answer) { say(answer.failure); });
        connect(m_follower.get(), &LockFollower::failed, this, [say](const StationAnswer &answer) {
            say(QStringLiteral("failed %1").arg(answer.status));
        });
    }

    void tellsWhatComes()
    {
        m_server->tell(s_events, {FakeReply::stream()});
        m_follower->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_server->streams(), qsizetype {1}, s_limit);
        m_server->push("retry: 1000\n\nevent: alive\ndata: 1\n\n: a comment\n\n");
        m_server->pushState(lockMemory(nullptr, 18));
        m_server->push("event: refused\ndata: {\"label\":\"bert\",\"reason\":\"queue_full\"}\n\n");
        m_server->push("data: {\"hello\":\"world\"}\n\n");
        QTRY_COMPARE_WITH_TIMEOUT(
            m_said,
            (QStringList {QStringLiteral("generation 18"), QStringLiteral("bert queue_full"),
                          QStringLiteral("nonsense")}),
            s_limit);
    }

    void comesBackToAStationThatWasAway()
    {
        m_server->tell(s_events, {FakeReply::drop(),
                                  FakeReply::drop(),
                                  {503, {}, {}, FakeReply::Kind::Answer},
                                  FakeReply::stream()});
        m_follower->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_server->streams(), qsizetype {1}, s_limit);
        QCOMPARE(m_said, (QStringList {QStringLiteral("the connection was closed"), QString()}));
        m_server->endStreams();
        QTRY_COMPARE_WITH_TIMEOUT(m_said.size(), 3, s_limit);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->streams(), qsizetype {1}, s_limit);
        m_server->pushState(lockMemory(nullptr, 19));
        QTRY_COMPARE_WITH_TIMEOUT(m_said.value(3), QStringLiteral("generation 19"), s_limit);
    }

    void givesUpWhereThereIsNothingToFollow()
    {
        m_follower->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_said, QStringList {QStringLiteral("failed 404")}, s_limit);
    }

private:
    std::unique_ptr<FakeLockServer> m_server;
    std::unique_ptr<RemoteStation> m_station;
    std::unique_ptr<LockFollower> m_follower;
    QStringList m_said;
};

HOLDFAST_GUILESS_TEST(TestLockFollower)

} // namespace tst_lockfollower

#include "tst_lockfollower.moc"
