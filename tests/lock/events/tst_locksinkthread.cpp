// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/locksinkthread.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <thread>

namespace tst_locksinkthread {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int s_patience = 30'000;

//! Writes down what it is given: "2" for two events, "2+1" when another one was lost, "look 3" for a look
//! at the third generation. Hangs while the test says so.
struct Diary : LockEventSink
{
    QSemaphore entered;
    QSemaphore goOn;
    std::atomic_bool hangs {false};
    QStringList lines;
    std::thread::id where;
    std::atomic_bool isOver {false};

    void take(const LockFeed::Batch &batch, const ClockPair &) override
    {
        where = std::this_thread::get_id();
        QString line = QString::number(batch.events.size());
        if (batch.lost > 0)
            line += QStringLiteral("+%1").arg(batch.lost);
        lines << line;
        if (hangs.exchange(false)) {
            entered.release();
            goOn.acquire();
        }
    }
    void look(const LockStatus &status, const ClockPair &) override
    {
        lines << QStringLiteral("look %1").arg(status.generation);
    }
    void end() override { isOver = std::this_thread::get_id() == where; }
};

LockFeed::Batch batchOf(std::size_t events)
{
    LockFeed::Batch batch;
    for (std::size_t i = 0; i < events; ++i)
        batch.events.push_back({std::chrono::steady_clock::now(), TicketWithdrawn {}});
    return batch;
}

LockStatus statusOf(quint64 generation)
{
    LockStatus status;
    status.generation = generation;
    return status;
}

} // namespace

class TestLockSinkThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_diary = std::make_shared<Diary>();
    }

    void givesEverythingInAThreadOfItsOwn()
    {
        LockSinkThread thread(QStringLiteral("slow"), m_diary);
        thread.take(batchOf(2), {});
        thread.flush();
        thread.look(statusOf(3), {});
        thread.flush();
        QCOMPARE(m_diary->lines, QStringList({QStringLiteral("2"), QStringLiteral("look 3")}));
        QVERIFY(m_diary->where != std::this_thread::get_id());
    }

    void nothingWaitsForASinkThatHangs()
    {
        LockSinkThread thread(QStringLiteral("slow"), m_diary);
        hang(thread);
        const auto comeBack = qScopeGuard([this] { m_diary->goOn.release(); });
        for (int i = 0; i < 1000; ++i) {
            thread.take(batchOf(1), {});
            thread.look(statusOf(1), {});
        }
        QCOMPARE(m_diary->lines, QStringList(QStringLiteral("1")));
    }

    //! A look shows a hold that goes on; the sink would write it anew after the event that ends it.
    void aLookStaysBetweenTheEventsBeforeAndAfterIt()
    {
        LockSinkThread thread(QStringLiteral("slow"), m_diary);
        hang(thread);
        thread.take(batchOf(2), {});
        thread.look(statusOf(1), {});
        thread.take(batchOf(3), {});
        thread.look(statusOf(2), {});
        thread.take(batchOf(4), {});
        m_diary->goOn.release();
        thread.flush();
        QCOMPARE(m_diary->lines, QStringList({QStringLiteral("1"), QStringLiteral("5"),
                                              QStringLiteral("look 2"), QStringLiteral("4")}));
    }

    void losesAndCountsTheNewestWhenTooManyWait()
    {
        LockSinkThread thread(QStringLiteral("slow"), m_diary, 4);
        hang(thread);
        thread.take(batchOf(3), {});
        thread.look(statusOf(1), {});
        thread.take(batchOf(3), {});
        LockFeed::Batch alsoLostBefore = batchOf(1);
        alsoLostBefore.lost = 5;
        thread.take(alsoLostBefore, {});
        m_diary->goOn.release();
        thread.flush();
        QCOMPARE(m_diary->lines, QStringList({QStringLiteral("1"), QStringLiteral("3"),
                                              QStringLiteral("look 1"), QStringLiteral("1+8")}));
    }

    void endsTheSinkInItsThreadAfterEverythingElse()
    {
        LockSinkThread thread(QStringLiteral("slow"), m_diary);
        hang(thread);
        thread.take(batchOf(2), {});
        m_diary->goOn.release();
        thread.end();
        QCOMPARE(m_diary->lines, QStringList({QStringLiteral("1"), QStringLiteral("2")}));
        QVERIFY(m_diary->isOver);
    }

private:
    //! Gives one event, in which the sink hangs.
    void hang(LockSinkThread &thread)
    {
        m_diary->hangs = true;
        thread.take(batchOf(1), {});
        QVERIFY(m_diary->entered.tryAcquire(1, s_patience));
    }

    std::shared_ptr<Diary> m_diary;
};

HOLDFAST_APPLESS_TEST(TestLockSinkThread)

} // namespace tst_locksinkthread

#include "tst_locksinkthread.moc"
