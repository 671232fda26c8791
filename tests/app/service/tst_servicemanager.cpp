// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/service/servicemanager.h"
#include "tests/app/notifysocket.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <memory>

namespace tst_servicemanager {

using namespace Holdfast;

namespace {

const QString s_alive = QStringLiteral("WATCHDOG=1");

//! \brief An event loop in a thread of its own.
class Loop
{
public:
    Loop()
    {
        m_inside.moveToThread(&m_thread);
        m_thread.start();
    }

    ~Loop()
    {
        m_thread.quit();
        m_thread.wait();
    }

    ServiceManager::InLoop inLoop()
    {
        return [this](const std::function<void()> &call) {
            return QMetaObject::invokeMethod(&m_inside, call, Qt::QueuedConnection);
        };
    }

private:
    QThread m_thread;
    QObject m_inside;
};

//! \brief Counts the turns of a timer that is as slow as the watchdog's.
class Turns : public QObject
{
public:
    Turns()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] { ++m_count; });
        m_timer.start(25);
    }

    int count() const { return m_count; }

private:
    QTimer m_timer;
    int m_count = 0;
};

} // namespace

class TestServiceManager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_socket = std::make_unique<NotifySocket>();
        QVERIFY(!m_socket->path().isEmpty());
        qputenv("NOTIFY_SOCKET", m_socket->path().toUtf8());
        qputenv("WATCHDOG_USEC", "100000");
        qputenv("WATCHDOG_PID", QByteArray::number(QCoreApplication::applicationPid()));
    }

    void cleanup()
    {
        for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            qunsetenv(name);
        m_socket.reset();
    }

    void tellsWhatItDoesInOneLine()
    {
        ServiceManager manager;
        manager.status(QStringLiteral("Could not start:\n things\n"));
        WAIT_UNTIL(!m_socket->told().isEmpty());
        QCOMPARE(m_socket->told(), QStringList {QStringLiteral("STATUS=Could not start: things")});
    }

    void tellsThatItIsReadyAndThatItEnds()
    {
        qunsetenv("WATCHDOG_USEC");
        ServiceManager manager;
        manager.ready({});
        manager.stopping();
        WAIT_UNTIL(m_socket->told().size() == 2);
        QCOMPARE(m_socket->told(),
                 (QStringList {QStringLiteral("READY=1"), QStringLiteral("STOPPING=1")}));
    }

    void isAliveWhileItsLoopsTurn()
    {
        Loop loop;
        ServiceManager manager;
        manager.ready({loop.inLoop()});
        WAIT_UNTIL(m_socket->count(s_alive) >= 5);
        QCOMPARE(m_socket->told().first(), QStringLiteral("READY=1"));
    }

    void isNotAliveWhileALoopHangs_data()
    {
        QTest::addColumn<bool>("isFirst");
        QTest::newRow("the first") << true;
        QTest::newRow("the last") << false;
    }

    void isNotAliveWhileALoopHangs()
    {
        QFETCH(bool, isFirst);
        Loop first;
        Loop last;
        ServiceManager manager;
        manager.ready({first.inLoop(), last.inLoop()});
        WAIT_UNTIL(m_socket->count(s_alive) >= 2);

        QSemaphore isHanging;
        QSemaphore goOn;
        (isFirst ? first : last).inLoop()([&] {
            isHanging.release();
            goOn.acquire();
        });
        isHanging.acquire();
        const Turns turns;
        const qsizetype before = m_socket->count(s_alive);
        WAIT_UNTIL(turns.count() >= 10);
        // One more if both had answered before; it asks them again.
        QVERIFY(m_socket->count(s_alive) <= before + 1);

        goOn.release();
        WAIT_UNTIL(m_socket->count(s_alive) >= before + 3);
    }

    void aLoopThatDoesNotRunCannotHang()
    {
        ServiceManager manager;
        manager.ready({[](const auto &) { return false; }});
        WAIT_UNTIL(m_socket->count(s_alive) >= 3);
    }

    void isSilentAfterItsEnd()
    {
        ServiceManager manager;
        manager.ready({});
        WAIT_UNTIL(m_socket->count(s_alive) >= 2);
        manager.stopping();
        const Turns turns;
        WAIT_UNTIL(turns.count() >= 5);
        QCOMPARE(m_socket->told().last(), QStringLiteral("STOPPING=1"));
    }

    void theWatchdogOfAnotherProcessIsNotItsOwn()
    {
        qputenv("WATCHDOG_PID", "1");
        ServiceManager manager;
        manager.ready({});
        const Turns turns;
        WAIT_UNTIL(turns.count() >= 5);
        QCOMPARE(m_socket->told(), QStringList {QStringLiteral("READY=1")});
    }

private:
    std::unique_ptr<NotifySocket> m_socket;
};

HOLDFAST_GUILESS_TEST(TestServiceManager)

} // namespace tst_servicemanager

#include "tst_servicemanager.moc"
