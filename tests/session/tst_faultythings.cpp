// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tests what becomes of a station whose Things are written badly.

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <memory>
#include <new>

namespace tst_faultythings {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

//! What the test orders; it outlives the station.
struct Orders
{
    std::atomic<int> kind {0};              //!< of what is thrown
    std::atomic<bool> throwsInStop {false}; //!< also when it is stopped
    std::atomic<bool> blocksAtTheEnd {false};
    QSemaphore atTheEnd;
    QSemaphore goOn;
};

//! Returns how many kilobytes of memory the process has now.
qint64 residentKilobytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression pattern(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
    return pattern.match(QString::fromLatin1(file.readAll())).captured(1).toLongLong();
}

} // namespace

//! A Thing that throws what no one expects, tells more than can be listened to, and does not go.
class Faulty : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int level READ level WRITE setLevel)
    Q_PROPERTY(QString word READ word NOTIFY wordChanged)
public:
    explicit Faulty(std::shared_ptr<Orders> orders)
        : m_orders(std::move(orders))
    {
    }
    ~Faulty() override
    {
        m_orders->atTheEnd.release();
        if (m_orders->blocksAtTheEnd)
            m_orders->goOn.acquire();
    }

    int level() const
    {
        fail();
        return 1;
    }
    void setLevel(int) { fail(); }
    QString word() const { return m_word; }

    Q_INVOKABLE void act() { fail(); }
    Q_INVOKABLE void flood(int times)
    {
        for (int i = 0; i < times; ++i) {
            m_word = QString(1000, QLatin1Char(char('a' + i % 26)));
            Q_EMIT happened(m_word);
        }
        m_word = QStringLiteral("the last one");
    }
    void emergencyStop() override
    {
        if (m_orders->throwsInStop)
            fail();
    }

Q_SIGNALS:
    void wordChanged(const QString &word);
    void happened(const QString &word);

private:
    void fail() const
    {
        switch (m_orders->kind) {
        case 1:
            throw 42;
        case 2:
            throw QStringLiteral("no exception");
        case 3:
            throw std::bad_alloc();
        default:
            break;
        }
    }

    std::shared_ptr<Orders> m_orders;
    Value<QString> m_word {this, &Faulty::wordChanged};
};

class TestFaultyThings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_orders = std::make_shared<Orders>(); }

    void whateverIsThrownIsAnErrorAndTheThingGoesOn_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a number") << 1;
        QTest::newRow("a text") << 2;
        QTest::newRow("an exception of the allocator") << 3;
    }

    void whateverIsThrownIsAnErrorAndTheThingGoesOn()
    {
        QFETCH(const int, kind);
        Station station({}, {spec()});
        QVERIFY(station.start());
        const Session session(station, client());
        const auto invoked = [&session] {
            const auto begun = session.invoke(m_name, QStringLiteral("act"), nullptr);
            InvocationRecord record = begun.value();
            [&] {
                QTRY_VERIFY_WITH_TIMEOUT(
                    (record = session.invocation(record.id).value()).isFinished(), s_limit);
            }();
            return record;
        };
        m_orders->kind = kind;
        m_orders->throwsInStop = true;
        for (int i = 0; i < 2; ++i) // when it is read, and when it is written
            QTest::ignoreMessage(QtCriticalMsg,
                                 QRegularExpression(QStringLiteral("faulty\\.level failed: .+")));
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("faulty\\.act failed: .+")));
        const auto read = session.read(m_name, QStringLiteral("level")).wait();
        QVERIFY(!read);
        QVERIFY(!read.error().message().isEmpty());
        const auto written = session.write(m_name, QStringLiteral("level"), 1).wait();
        QVERIFY(!written);
        QVERIFY(!written.error().message().isEmpty());
        const InvocationRecord failed = invoked();
        QVERIFY(failed.state == InvocationState::Error);
        QVERIFY(!failed.error->message().isEmpty());
        QVERIFY(!session.lockStatus().isHeld());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop")));
        const auto stopped = session.stop().wait();
        QVERIFY(stopped);
        QCOMPARE(stopped->things.size(), 1);
        QVERIFY(stopped->things.first().outcome == StopReport::Outcome::Failed);
        QVERIFY(session.lock().clearStop());

        m_orders->kind = 0;
        QVERIFY(session.read(m_name, QStringLiteral("level")).wait());
        QVERIFY(session.write(m_name, QStringLiteral("level"), 1).wait());
        QVERIFY(invoked().state == InvocationState::Completed);
    }

    //! The listener is in this thread, and does not come to read before the flood is over.
    void aFloodOfNotificationsTakesNoMemoryAndItsEndIsTold()
    {
        Station station({}, {spec()});
        QVERIFY(station.start());
        const Session session(station, client());
        const auto monitor = session.monitor();
        QSignalSpy changes(monitor.get(), &StationMonitor::propertyChanged);
        constexpr int times = 200'000; // of a kilobyte each
        const auto begun = session.invoke(m_name, QStringLiteral("flood"), Json {{"times", times}});
        QVERIFY(begun);
        const qint64 before = residentKilobytes();
        QElapsedTimer time;
        time.start();
        while (!session.invocation(begun->id).value().isFinished() && time.elapsed() < s_limit)
            QVERIFY(session.read(m_name, QStringLiteral("word")).wait());
        QVERIFY(session.invocation(begun->id).value().isFinished());
#ifndef __SANITIZE_ADDRESS__ // which keeps freed memory for a while
        const qint64 grown = residentKilobytes() - before;
        QVERIFY2(grown < 60'000, QByteArray::number(grown).constData());
#else
        Q_UNUSED(before)
#endif
        QTRY_VERIFY_WITH_TIMEOUT(
            !changes.isEmpty() && changes.last().at(2).value<Json>() == "the last one", s_limit);
        QVERIFY2(changes.size() < times / 100, QByteArray::number(changes.size()).constData());
    }

    void oneThatDoesNotGoIsNamedAndKeepsNoOther()
    {
        m_orders->blocksAtTheEnd = true;
        {
            Station station({}, {spec()});
            QVERIFY(station.start());
            QCOMPARE(station.shutdown(), QStringList());
            QElapsedTimer time;
            time.start();
            QCOMPARE(station.end(std::chrono::milliseconds {100}), QStringList(m_name));
            QVERIFY(m_orders->atTheEnd.tryAcquire(1, s_limit));
            QTest::ignoreMessage(
                QtCriticalMsg,
                QRegularExpression(QStringLiteral("Ended without waiting for %1").arg(m_name)));
        }
        // Another station may begin.
        m_orders->blocksAtTheEnd = false;
        {
            Station next({}, {spec()});
            QVERIFY(next.start());
        }
        m_orders->goOn.release();
    }

private:
    inline static const QString m_name = QStringLiteral("faulty");

    static Principal client()
    {
        return Principal::client(QStringLiteral("alice"), QStringLiteral("127.0.0.1:1"));
    }

    ThingSpec spec() const
    {
        return {m_name, [orders = m_orders] { return std::make_unique<Faulty>(orders); }};
    }

    std::shared_ptr<Orders> m_orders;
};

HOLDFAST_GUILESS_TEST(TestFaultyThings)

} // namespace tst_faultythings

#include "tst_faultythings.moc"
