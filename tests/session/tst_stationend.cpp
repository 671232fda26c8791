// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tests that the objects that late code still uses at the end of its station exist until it comes
// back.

#include "core/lock/events/lockrecorder.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationevents.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tst_stationend {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long
constexpr std::chrono::milliseconds s_soon {100};

//! The events and the conditions of a test; it outlives station and Things.
struct Scene
{
    std::mutex mutex;
    QStringList lines;
    QSemaphore begun;
    QSemaphore goOn;
    QSemaphore closed;
    std::atomic<int> reads {0};

    void write(const QString &line)
    {
        const std::lock_guard lock(mutex);
        lines << line;
    }
    QStringList all()
    {
        const std::lock_guard lock(mutex);
        return lines;
    }
};

} // namespace

//! A Thing with code that comes back when the scene says so, and then uses all that there is.
class Dawdler : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int slow READ slow NOTIFY slowChanged)
public:
    explicit Dawdler(std::shared_ptr<Scene> scene, bool tellsAtOpen = false)
        : m_scene(std::move(scene))
        , m_tellsAtOpen(tellsAtOpen)
    {
        describe("unlocked", {}).withoutGlobalLock();
    }
    ~Dawdler() override { m_scene->write(name() + QStringLiteral(" gone")); }

    int count() const { return m_count; }
    int slow() const
    {
        ++m_scene->reads;
        m_scene->begun.release();
        m_scene->goOn.acquire();
        return 0;
    }

    Q_INVOKABLE void locked() { dawdle(); }
    Q_INVOKABLE void unlocked() { dawdle(); }
    Q_INVOKABLE void stop() { dawdle(); }

    void open() override
    {
        if (m_tellsAtOpen)
            Q_EMIT slowChanged();
    }
    void close() override
    {
        m_scene->write(name() + QStringLiteral(" close"));
        m_scene->closed.release();
    }

Q_SIGNALS:
    void countChanged(int count);
    void slowChanged();

private:
    void dawdle()
    {
        m_scene->begun.release();
        m_scene->goOn.acquire();
        m_count = m_count + 1; // the listeners are notified, and the settings record it
        reportProgress(50);
        logInfo(QStringLiteral("late"));
        try {
            const auto hold = holdGlobalLock();
        } catch (const GlobalLockBusyError &) {
            // The lock is not granted any more.
        }
        m_scene->write(name() + QStringLiteral(" back"));
    }

    std::shared_ptr<Scene> m_scene;
    const bool m_tellsAtOpen;
    Value<int> m_count {this, &Dawdler::countChanged, 0};
};

//! Does not open before its neighbour is read.
class Failing : public Thing
{
    Q_OBJECT
public:
    explicit Failing(std::shared_ptr<Scene> scene)
        : m_scene(std::move(scene))
    {
    }
    void open() override
    {
        m_scene->begun.acquire();
        throw ThingError(QStringLiteral("the device does not answer"));
    }

private:
    std::shared_ptr<Scene> m_scene;
};

//! Hears that something happens, and uses nothing of it.
class Ear : public StationListener
{
};

//! Notes that the thread which tells of the lock has ended.
class Listener : public LockEventSink
{
public:
    void take(const LockFeed::Batch &, const ClockPair &) override { }
    void end() override { hasEnded = true; }

    std::atomic_bool hasEnded {false};
};

class TestStationEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_scene = std::make_shared<Scene>(); }

    void lateCodeFindsEverythingThatItUses_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("under the lock") << QStringLiteral("locked");
        QTest::newRow("without the lock") << QStringLiteral("unlocked");
        QTest::newRow("on the way of a stop") << QStringLiteral("stop");
    }

    void lateCodeFindsEverythingThatItUses()
    {
        QFETCH(QString, action);
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        options.lockAsThing = true;
        auto ear = std::make_shared<Ear>();
        {
            Station station(options, {spec("late")});
            QVERIFY(station.start());
            const Session session(station, client());
            session.listen(ear);
            QVERIFY(session.invoke(QStringLiteral("late"), action, nullptr));
            QVERIFY(m_scene->begun.tryAcquire(1, s_limit));
            QCOMPARE(station.shutdown(s_soon), QStringList(QStringLiteral("late")));
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral(
                                                    "Ended without waiting for late\\.")));
        }
        QCOMPARE(m_scene->all(), QStringList());
        m_scene->goOn.release();
        // The parts of the station end when nothing runs in it any more, and no sooner.
        QTRY_COMPARE_WITH_TIMEOUT(
            m_scene->all(),
            QStringList({QStringLiteral("late back"), QStringLiteral("late close"),
                         QStringLiteral("late gone")}),
            s_limit);
    }

    //! A program may return from main() while a Thing is late, and that destroys the objects that
    //! threads use.
    void theThreadThatTellsOfTheLockEndsWithTheStation()
    {
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        const auto listener = std::make_shared<Listener>();
        options.lockSinks = {listener};
        {
            Station station(options, {spec("late")});
            QVERIFY(station.start());
            QVERIFY(Session(station, client())
                        .invoke(QStringLiteral("late"), QStringLiteral("locked"), nullptr));
            QVERIFY(m_scene->begun.tryAcquire(1, s_limit));
            QCOMPARE(station.shutdown(s_soon), QStringList(QStringLiteral("late")));
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral(
                                                    "Ended without waiting for late\\.")));
            QVERIFY(!listener->hasEnded);
        }
        QVERIFY(listener->hasEnded);
        m_scene->goOn.release();
        QTRY_COMPARE_WITH_TIMEOUT(m_scene->all().size(), 3, s_limit);
    }

    void aSecondStationMayBeginWhileTheFirstIsLate()
    {
        {
            Station station({}, {spec("late")});
            QVERIFY(station.start());
            QVERIFY(Session(station, client())
                        .invoke(QStringLiteral("late"), QStringLiteral("locked"), nullptr));
            QVERIFY(m_scene->begun.tryAcquire(1, s_limit));
            QCOMPARE(station.shutdown(s_soon), QStringList(QStringLiteral("late")));
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral(
                                                    "Ended without waiting for late\\.")));
        }
        Station second({}, {spec("next")});
        QVERIFY(second.start());
        const Session session(second, client());
        QVERIFY(session.read(QStringLiteral("next"), QStringLiteral("count")).wait());
        m_scene->goOn.release();
        QTRY_VERIFY_WITH_TIMEOUT(m_scene->all().contains(QStringLiteral("late gone")), s_limit);
        QCOMPARE(second.shutdown(), QStringList());
    }

    void whatIsQueuedIsNotBegunAnyMore()
    {
        constexpr int many = 40; // more than there are threads
        Station station({}, {spec("late")});
        QVERIFY(station.start());
        const Session session(station, client());
        std::vector<Reply<Payload>> reads;
        for (int i = 0; i < many; ++i)
            reads.push_back(session.read(QStringLiteral("late"), QStringLiteral("slow")));
        QVERIFY(m_scene->begun.tryAcquire(1, s_limit));
        QCOMPARE(station.shutdown(s_soon), QStringList(QStringLiteral("late")));
        const int begun = m_scene->reads;
        QVERIFY(begun < many);
        const auto isRefused = [](Reply<Payload> &read) {
            const Result<Payload> result = read.wait();
            return !result && result.error().kind() == Error::Kind::Unavailable;
        };
        // The last ones never came to a thread, and are answered while the first still run.
        QVERIFY(isRefused(reads.back()));
        Reply<Payload> afterwards = session.read(QStringLiteral("late"), QStringLiteral("slow"));
        QVERIFY(isRefused(afterwards));
        m_scene->goOn.release(many);
        QCOMPARE(station.shutdown(std::chrono::seconds {30}), QStringList());
        QCOMPARE(int(m_scene->reads), begun);
        int refused = 0;
        for (Reply<Payload> &read : reads)
            refused += isRefused(read) ? 1 : 0;
        QCOMPARE(refused, many - begun);
    }

    void aStartThatFailsWaitsForReaders()
    {
        auto ear = std::make_shared<Ear>();
        Station station({}, {spec("told", true), {QStringLiteral("failing"), [this] {
                                                      return std::make_unique<Failing>(m_scene);
                                                  }}});
        Session(station, client()).listen(ear);
        // The reader comes back only once a caller waits for it.
        std::thread later([scene = m_scene] {
            scene->closed.tryAcquire(1,
                                     200); // a Thing that is closed meanwhile is closed too early
            scene->write(QStringLiteral("read"));
            scene->goOn.release();
        });
        QVERIFY(!station.start());
        later.join();
        QCOMPARE(m_scene->all(), QStringList({QStringLiteral("read"), QStringLiteral("told close"),
                                              QStringLiteral("told gone")}));
    }

    void whoStandsInLineAtTheEndIsRefused()
    {
        std::optional<Reply<NewLease>> waiting;
        {
            Station station({}, {spec("any")});
            QVERIFY(station.start());
            const LockAccess lock = Session(station, client()).lock();
            QVERIFY(lock.lease({.principal = client()}).wait());
            waiting = lock.lease({.principal = client(), .wait = std::chrono::hours {1}});
        }
        const Result<NewLease> result = waiting->wait();
        QVERIFY(!result);
        QCOMPARE(result.error().kind(), Error::Kind::Busy);
    }

private:
    static Principal client()
    {
        return Principal::client(QStringLiteral("test"), QStringLiteral("127.0.0.1:1"));
    }
    ThingSpec spec(const char *name, bool tellsAtOpen = false)
    {
        return {QString::fromUtf8(name), [scene = m_scene, tellsAtOpen] {
                    return std::make_unique<Dawdler>(scene, tellsAtOpen);
                }};
    }

    std::shared_ptr<Scene> m_scene;
};

HOLDFAST_GUILESS_TEST(TestStationEnd)

} // namespace tst_stationend

#include "tst_stationend.moc"
