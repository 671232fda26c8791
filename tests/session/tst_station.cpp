// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/value.h"
#include "tests/program/diary.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>
#include <QThread>

namespace tst_station {

using namespace Holdfast;

//! Tells the diary of its life, and fails or hangs where it is told to.
class Witness : public Thing
{
    Q_OBJECT
public:
    enum class Fault { None, InConstructor, InOpen, NeedsLock, HangsInAction, HangsInClose };

    Witness(Diary &diary, Fault fault)
        : m_diary(diary)
        , m_fault(fault)
    {
        if (fault == Fault::InConstructor)
            throw ThingError(QStringLiteral("no such port"));
        if (fault == Fault::NeedsLock)
            requireGlobalLock();
    }
    ~Witness() override { m_diary.write(name() + QStringLiteral(" gone")); }

    void open() override
    {
        if (m_fault == Fault::InOpen)
            throw ThingError(QStringLiteral("the device does not answer"));
        m_diary.write(name() + QStringLiteral(" open"));
        m_inOwnThread = QThread::currentThread() == thread();
    }
    void close() override
    {
        m_diary.write(name() + QStringLiteral(" close"));
        if (m_fault == Fault::HangsInClose)
            unhang.acquire();
    }

    Q_INVOKABLE void hang()
    {
        hanging.release();
        unhang.acquire();
    }
    Q_INVOKABLE bool wasOpenedInItsThread() { return m_inOwnThread; }

    QSemaphore hanging;
    QSemaphore unhang;

private:
    Diary &m_diary;
    Fault m_fault;
    bool m_inOwnThread = false;
};

class TestStation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_diary = std::make_unique<Diary>();
        m_witnesses.clear();
    }

    void opensInOrderAndClosesInReverse()
    {
        const QStringList closed =
            QStringLiteral("a open,b open,c open,c close,b close,a close").split(QLatin1Char(','));
        {
            Station station({}, {spec("a"), spec("b"), spec("c")});
            QVERIFY(station.start());
            const Session session(station, {});
            const QStringList names = session.thingNames();
            QCOMPARE(names,
                     QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
            QCOMPARE(station.shutdown(), QStringList());
            QCOMPARE(m_diary->lines(), closed);
            // A session may come late: the Things are closed, and still there.
            QCOMPARE(session.thingNames(), names);
        }
        QCOMPARE(m_diary->lines(),
                 closed + QStringLiteral("c gone,b gone,a gone").split(QLatin1Char(',')));
    }

    void doesNotStartWithAFault_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("lockEnabled");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("diary");
        QTest::newRow("a constructor throws")
            << int(Witness::Fault::InConstructor) << true
            << QStringLiteral("The Thing 'b' could not be started: no such port")
            << QStringLiteral("a gone");
        QTest::newRow("a device does not open")
            << int(Witness::Fault::InOpen) << true
            << QStringLiteral("The Thing 'b' could not be started: the device does not answer")
            << QStringLiteral("a open,a close,b gone,a gone");
        QTest::newRow("a Thing needs the lock, which is off")
            << int(Witness::Fault::NeedsLock) << false
            << QStringLiteral(
                   "The Thing 'b' could not be started: it is not safe without the global lock")
            << QStringLiteral("a gone");
    }

    void doesNotStartWithAFault()
    {
        QFETCH(int, fault);
        QFETCH(bool, lockEnabled);
        QFETCH(QString, message);
        QFETCH(QString, diary);
        StationOptions options;
        options.globalLockEnabled = lockEnabled;
        Station station(options, {spec("a"), spec("b", Witness::Fault(fault))});
        const auto started = station.start();
        QVERIFY(!started);
        QVERIFY2(started.error().message().startsWith(message),
                 qPrintable(started.error().message()));
        // The one that was never hosted goes without a name.
        QStringList lines = m_diary->lines();
        lines.removeAll(QStringLiteral("b gone"));
        QStringList expected = diary.split(QLatin1Char(','));
        expected.removeAll(QStringLiteral("b gone"));
        QCOMPARE(lines, expected);
        QVERIFY(Session(station, {}).thingNames().isEmpty());
    }

    void namesTheThingThatDoesNotComeBack_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("from an action") << int(Witness::Fault::HangsInAction);
        QTest::newRow("from close") << int(Witness::Fault::HangsInClose);
    }

    void namesTheThingThatDoesNotComeBack()
    {
        QFETCH(int, fault);
        Station station({}, {spec("good"), spec("bad", Witness::Fault(fault))});
        QVERIFY(station.start());
        Witness *bad = m_witnesses.value(QStringLiteral("bad"));
        if (Witness::Fault(fault) == Witness::Fault::HangsInAction) {
            (void)Session(station, {})
                .invoke(QStringLiteral("bad"), QStringLiteral("hang"), nullptr);
            QVERIFY(bad->hanging.tryAcquire(1, 30'000));
        }
        QCOMPARE(station.shutdown(std::chrono::milliseconds {200}),
                 QStringList(QStringLiteral("bad")));
        bad->unhang.release();
        QCOMPARE(station.shutdown(std::chrono::seconds {30}), QStringList());
    }

    void refusesWorkOnceItShutsDown()
    {
        Station station({}, {spec("a")});
        QVERIFY(station.start());
        QCOMPARE(station.shutdown(), QStringList());
        QVERIFY(!Session(station, {}).invoke(QStringLiteral("a"), QStringLiteral("hang"), nullptr));
    }

    void thingsLiveInTheirOwnThread()
    {
        Station station({}, {spec("a")});
        QVERIFY(station.start());
        const Session session(station, {});
        const auto asked = session.invoke(QStringLiteral("a"),
                                          QStringLiteral("was_opened_in_its_thread"), nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(session.invocation(asked->id)->isFinished(), 30'000);
        QCOMPARE(session.invocation(asked->id)->output->json, Json(true));
        QVERIFY(m_witnesses.value(QStringLiteral("a"))->thread() != QThread::currentThread());
    }

private:
    ThingSpec spec(const char *name, Witness::Fault fault = Witness::Fault::None)
    {
        const QString thing = QString::fromUtf8(name);
        return {thing, [this, thing, fault] {
                    auto made = std::make_unique<Witness>(*m_diary, fault);
                    m_witnesses.insert(thing, made.get());
                    return made;
                }};
    }

    std::unique_ptr<Diary> m_diary;
    QHash<QString, Witness *> m_witnesses;
};

HOLDFAST_GUILESS_TEST(TestStation)

} // namespace tst_station

#include "tst_station.moc"
