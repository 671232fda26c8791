// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/inbox.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRegularExpression>
#include <QTest>

#include <optional>
#include <thread>
#include <vector>

namespace tst_inbox {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

using Numbers = Inbox<int, int>;

constexpr QueueLimits s_limits {.ofATopic = 4, .ofAll = 10};

//! A clock that the test moves on.
class Clock
{
public:
    InboxOptions::CallLater callLater()
    {
        return [this](std::chrono::milliseconds time, QObject *context,
                      std::function<void()> function) {
            m_calls.push_back({m_now + time, context, std::move(function)});
        };
    }

    void advance(std::chrono::milliseconds time)
    {
        m_now += time;
        for (const Call &call : std::exchange(m_calls, {})) {
            if (call.when > m_now)
                m_calls.push_back(call);
            else if (call.context)
                call.function();
        }
    }

private:
    struct Call
    {
        std::chrono::milliseconds when;
        QPointer<QObject> context;
        std::function<void()> function;
    };

    std::chrono::milliseconds m_now {0};
    std::vector<Call> m_calls;
};

void handleEvents()
{
    QCoreApplication::sendPostedEvents();
}

} // namespace

// Tests the hop of events from any thread to that of a receiver.
class InboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_batches.clear();
        m_losses.clear();
    }

    void deliversAllInOrder();
    void neverDeliversInsideThePut();
    void deliversInTheReceiversThread();
    void wakesTheReceiverOncePerBatch();
    void deliversAtMostOncePerInterval();
    void deliversAtOnceAfterAQuietInterval();
    void aRingDeliversWithoutAnEvent();
    void ringsBecomeOne();
    void whatComesDuringADeliveryIsDeliveredNext();
    void isBoundedAndReportsWhatIsLost();
    void ofAStateOnlyTheLatestIsDelivered();
    void deliversNothingOnceClosed();
    void theDeliveryMayDestroyTheInbox();
    void theReceiverMayGoWhileSendersSend();
    void waitsForARealInterval();

private:
    Numbers::Deliver collect()
    {
        return [this](const Numbers::Entries &entries) {
            QList<int> batch;
            for (const auto &[topic, event, lost] : entries) {
                batch << event;
                m_losses << lost;
            }
            m_batches << batch;
        };
    }
    //! Returns an inbox whose intervals of 50 ms pass as m_clock says.
    std::unique_ptr<Numbers> slow()
    {
        InboxOptions options {.limits = s_limits, .interval = 50ms};
        options.callLater = m_clock.callLater();
        return std::make_unique<Numbers>(options, collect());
    }

    Clock m_clock;
    QList<QList<int>> m_batches;
    QList<quint64> m_losses;
};

void InboxTest::deliversAllInOrder()
{
    Numbers inbox({.limits = s_limits}, collect());
    inbox.put(1, 1);
    inbox.put(2, 2);
    inbox.put(1, 3);
    handleEvents();
    QCOMPARE(m_batches, (QList<QList<int>> {{1, 2, 3}}));
    inbox.put(1, 4);
    handleEvents();
    QCOMPARE(m_batches.last(), QList<int> {4});
}

void InboxTest::neverDeliversInsideThePut()
{
    Numbers inbox({.limits = s_limits}, collect());
    inbox.put(1, 1);
    QVERIFY(m_batches.isEmpty());
}

void InboxTest::deliversInTheReceiversThread()
{
    std::thread::id where;
    Numbers inbox({.limits = s_limits},
                  [&where](const auto &) { where = std::this_thread::get_id(); });
    std::thread([&inbox] { inbox.put(1, 1); }).join();
    QVERIFY(where == std::thread::id());
    handleEvents();
    QVERIFY(where == std::this_thread::get_id());
}

void InboxTest::wakesTheReceiverOncePerBatch()
{
    Numbers inbox({.limits = s_limits}, collect());
    for (int i = 0; i < 3; ++i)
        inbox.put(1, i);
    inbox.ring();
    handleEvents();
    handleEvents();
    QCOMPARE(m_batches.size(), 1);
}

void InboxTest::deliversAtMostOncePerInterval()
{
    const auto inbox = slow();
    inbox->put(1, 1);
    handleEvents();
    QCOMPARE(m_batches, (QList<QList<int>> {{1}})); // the first at once
    inbox->put(1, 2);
    handleEvents();
    m_clock.advance(49ms);
    inbox->put(1, 3);
    inbox->ring();
    handleEvents();
    QCOMPARE(m_batches.size(), 1);
    m_clock.advance(1ms);
    QCOMPARE(m_batches, (QList<QList<int>> {{1}, {2, 3}}));
    inbox->put(1, 4);
    handleEvents();
    QCOMPARE(m_batches.size(), 2);
    m_clock.advance(50ms);
    QCOMPARE(m_batches.last(), QList<int> {4});
}

void InboxTest::deliversAtOnceAfterAQuietInterval()
{
    const auto inbox = slow();
    inbox->put(1, 1);
    handleEvents();
    m_clock.advance(50ms);
    QCOMPARE(m_batches.size(), 1); // nothing has come, so nothing is delivered
    inbox->put(1, 2);
    handleEvents();
    QCOMPARE(m_batches, (QList<QList<int>> {{1}, {2}}));
}

void InboxTest::aRingDeliversWithoutAnEvent()
{
    const auto inbox = slow();
    inbox->ring();
    handleEvents();
    QCOMPARE(m_batches, (QList<QList<int>> {{}}));
    inbox->ring();
    m_clock.advance(50ms);
    QCOMPARE(m_batches.size(), 2);
}

void InboxTest::ringsBecomeOne()
{
    const auto inbox = slow();
    for (int i = 0; i < 1000; ++i)
        inbox->ring();
    handleEvents();
    QCOMPARE(m_batches.size(), 1);
    for (int i = 0; i < 1000; ++i)
        inbox->ring();
    handleEvents();
    m_clock.advance(50ms);
    QCOMPARE(m_batches.size(), 2);
}

void InboxTest::whatComesDuringADeliveryIsDeliveredNext()
{
    Numbers *self = nullptr;
    Numbers inbox({.limits = s_limits}, [&](const Numbers::Entries &entries) {
        collect()(entries);
        if (m_batches.size() == 1)
            self->put(1, 2);
    });
    self = &inbox;
    inbox.put(1, 1);
    handleEvents();
    handleEvents();
    QCOMPARE(m_batches, (QList<QList<int>> {{1}, {2}}));
}

void InboxTest::isBoundedAndReportsWhatIsLost()
{
    Numbers inbox({.limits = s_limits}, collect());
    for (int i = 0; i < 100; ++i)
        inbox.put(1, i);
    handleEvents();
    QCOMPARE(m_batches, (QList<QList<int>> {{96, 97, 98, 99}}));
    QCOMPARE(m_losses, (QList<quint64> {96, 0, 0, 0}));
}

void InboxTest::ofAStateOnlyTheLatestIsDelivered()
{
    Numbers inbox({.limits = s_limits}, collect());
    for (int i = 0; i < 100; ++i) {
        inbox.putLatest(1, i);
        inbox.putLatest(2, -i);
    }
    handleEvents();
    QCOMPARE(m_batches, (QList<QList<int>> {{99, -99}}));
    QCOMPARE(m_losses, (QList<quint64> {0, 0}));
}

void InboxTest::deliversNothingOnceClosed()
{
    const auto inbox = slow();
    inbox->put(1, 1);
    inbox->close();
    handleEvents();
    inbox->put(1, 2);
    inbox->putLatest(1, 3);
    inbox->ring();
    handleEvents();
    QVERIFY(m_batches.isEmpty());

    const auto other = slow();
    other->put(1, 1);
    handleEvents();
    other->put(1, 2);
    other->close();
    m_clock.advance(50ms);
    QCOMPARE(m_batches, (QList<QList<int>> {{1}}));
}

void InboxTest::theDeliveryMayDestroyTheInbox()
{
    int deliveries = 0;
    std::unique_ptr<Numbers> inbox;
    inbox = std::make_unique<Numbers>(InboxOptions {.limits = s_limits, .interval = 1ms},
                                      [&](const auto &) {
                                          inbox->put(1, 2);
                                          inbox.reset();
                                          ++deliveries;
                                      });
    inbox->put(1, 1);
    handleEvents();
    handleEvents();
    QCOMPARE(deliveries, 1);
}

void InboxTest::theReceiverMayGoWhileSendersSend()
{
    for (int i = 0; i < 20; ++i) {
        int delivered = 0;
        // The sender owns it, as well, as a listener of the station does.
        auto inbox = std::make_shared<Numbers>(InboxOptions {.limits = s_limits},
                                               [&delivered](const auto &) { ++delivered; });
        std::atomic_bool isOver {false};
        std::thread sender([inbox, &isOver] {
            for (int event = 0; !isOver; ++event) {
                inbox->put(1, event);
                inbox->ring();
                std::this_thread::yield(); // the mutex is not fair
            }
        });
        while (delivered == 0)
            handleEvents();
        inbox->close();
        const int last = delivered;
        handleEvents();
        inbox.reset();
        isOver = true;
        sender.join();
        handleEvents();
        QCOMPARE(delivered, last);
    }
}

void InboxTest::waitsForARealInterval()
{
    constexpr auto interval = 20ms;
    std::vector<std::chrono::steady_clock::time_point> times;
    int latest = 0;
    Numbers inbox({.limits = s_limits, .interval = interval}, [&](const Numbers::Entries &entries) {
        times.push_back(std::chrono::steady_clock::now());
        latest = entries.back().event;
    });
    constexpr int many = 100'000;
    std::thread sender([&inbox] {
        for (int i = 1; i <= many; ++i)
            inbox.putLatest(1, i);
    });
    sender.join();
    inbox.putLatest(1, many + 1);
    WAIT_UNTIL(latest == many + 1);
    inbox.putLatest(1, many + 2);
    WAIT_UNTIL(latest == many + 2);
    for (std::size_t i = 1; i < times.size(); ++i)
        QVERIFY2(times[i] - times[i - 1] >= interval - 2ms, "two deliveries in one interval");
}

HOLDFAST_GUILESS_TEST(InboxTest)

} // namespace tst_inbox

#include "tst_inbox.moc"
