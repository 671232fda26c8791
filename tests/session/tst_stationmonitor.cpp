// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_stationmonitor {

using namespace Holdfast;

//! Properties that announce their changes in each way there is.
class Announcer : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int value READ value WRITE setValue NOTIFY valueChanged)
    Q_PROPERTY(int told READ told WRITE setTold NOTIFY toldChanged)
    Q_PROPERTY(int hinted READ hinted WRITE setHinted NOTIFY hintedChanged)
    Q_PROPERTY(int silent READ silent WRITE setSilent)

public:
    int value() const { return m_value; }
    void setValue(int value) { m_value = value; }
    int told() const { return m_told; }
    void setTold(int value) { Q_EMIT toldChanged(m_told = value); }
    int hinted() const { return m_hinted; }
    void setHinted(int value)
    {
        m_hinted = value;
        Q_EMIT hintedChanged();
    }
    int silent() const { return m_silent; }
    void setSilent(int value) { m_silent = value; }
    Q_INVOKABLE void breakDown() { reportFault({.what = QStringLiteral("No answer.")}); }
    Q_INVOKABLE void repair() { clearFault(); }
    Q_INVOKABLE void count(int upTo)
    {
        for (int i = 1; i <= upTo; ++i)
            m_value = i;
    }

Q_SIGNALS:
    void valueChanged(int value);
    void toldChanged(int value);
    void hintedChanged(); //!< does not carry the new value

private:
    Value<int> m_value {this, &Announcer::valueChanged};
    std::atomic<int> m_told {0};
    std::atomic<int> m_hinted {0};
    std::atomic<int> m_silent {0};
};

class TestStationMonitor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_station = std::make_unique<Station>(
            StationOptions(),
            std::vector<ThingSpec> {{m_thing, [] { return std::make_unique<Announcer>(); }}});
        QVERIFY(m_station->start());
        m_session =
            std::make_unique<Session>(*m_station, Principal::client(QStringLiteral("tester"), {}));
        m_monitor = m_session->monitor();
    }

    void tellsOfChangedProperties_data()
    {
        QTest::addColumn<QString>("property");
        QTest::newRow("with a Value behind it") << QStringLiteral("value");
        QTest::newRow("with a signal that carries the value") << QStringLiteral("told");
        QTest::newRow("with a signal that does not") << QStringLiteral("hinted");
    }

    void tellsOfChangedProperties()
    {
        QFETCH(QString, property);
        QSignalSpy changes(m_monitor.get(), &StationMonitor::propertyChanged);
        QVERIFY(m_session->write(m_thing, property, 7).wait());
        QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 1, 30'000);
        QCOMPARE(changes.first().at(0).toString(), m_thing);
        QCOMPARE(changes.first().at(1).toString(), property);
        QCOMPARE(changes.first().at(2).value<Json>(), Json(7));
        QCOMPARE(changes.first().at(3).value<Principal>(), m_session->principal());
        // An equal set notifies, too.
        QVERIFY(m_session->write(m_thing, property, 7).wait());
        QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 2, 30'000);
    }

    void saysNothingOfAPropertyThatDoesNotAnnounce()
    {
        QSignalSpy changes(m_monitor.get(), &StationMonitor::propertyChanged);
        QVERIFY(m_session->write(m_thing, QStringLiteral("silent"), 1).wait());
        QVERIFY(m_session->write(m_thing, QStringLiteral("value"), 1).wait());
        QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 1, 30'000);
        QCOMPARE(changes.first().at(1).toString(), QStringLiteral("value"));
    }

    void aFloodBecomesFewRoundsThatEndWithTheLatest()
    {
        QSignalSpy changes(m_monitor.get(), &StationMonitor::propertyChanged);
        const auto counted =
            m_session->invoke(m_thing, QStringLiteral("count"), Json {{"up_to", 20'000}});
        QVERIFY(counted);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->invocation(counted->id)->isFinished(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            !changes.isEmpty() && changes.last().at(2).value<Json>() == Json(20'000), 30'000);
        QVERIFY2(changes.size() < 2'000, qPrintable(QString::number(changes.size())));
    }

    void tellsOfFaultsOnce()
    {
        QSignalSpy faults(m_monitor.get(), &StationMonitor::faultChanged);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("No answer")));
        const auto run = [&](const char *action) {
            const auto started =
                m_session->invoke(m_thing, QLatin1StringView(action), Json::object());
            return started
                   && m_session->ended(started->id).wait()->state == InvocationState::Completed;
        };
        QVERIFY(!m_session->fault(m_thing));
        QVERIFY(run("break_down"));
        QTRY_COMPARE_WITH_TIMEOUT(faults.size(), 1, 30'000);
        QCOMPARE(faults.first().first().toString(), m_thing);
        const auto fault = m_session->fault(m_thing);
        QVERIFY(fault);
        QCOMPARE(fault->what, QStringLiteral("No answer."));
        QVERIFY(fault->since.isValid());
        QVERIFY(run("break_down")); // the same: no listener is notified again, and it is as old as
                                    // before
        QCOMPARE(m_session->fault(m_thing)->since, fault->since);
        QVERIFY(run("repair"));
        QTRY_COMPARE_WITH_TIMEOUT(faults.size(), 2, 30'000);
        QVERIFY(!m_session->fault(m_thing));
        QVERIFY(!m_session->fault(u"absent"));
    }

    void tellsOfAJournalThatCanWriteAtLast()
    {
        const QTemporaryDir folder;
        const auto pages = std::make_shared<std::atomic<qint64>>(1);
        StationOptions options;
        options.journal.place = JournalOptions::Place::File;
        options.journal.file = folder.filePath(QStringLiteral("journal.sqlite"));
        options.journal.retry = std::chrono::milliseconds {1};
        options.journal.pageLimit = [pages] { return pages->load(); };
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("The disk is full")));
        Station station(options, {});
        const Session session(station, Principal::client(QStringLiteral("tester"), {}));
        const auto isFull = [&session] {
            return session.lock().journal().reason.startsWith(QStringLiteral("The disk is full"));
        };
        QTRY_VERIFY_WITH_TIMEOUT(isFull(), 30'000);
        const auto monitor = session.monitor();
        QSignalSpy journals(monitor.get(), &StationMonitor::journalChanged);
        QSignalSpy locks(monitor.get(), &StationMonitor::lockChanged);
        pages->store(1'000'000);
        QTRY_VERIFY_WITH_TIMEOUT(!journals.isEmpty(), 30'000);
        QCOMPARE(journals.last().at(0).value<JournalState>().state, JournalState::State::Writing);
        QCOMPARE(locks.size(), 0);
    }

    void tellsOfTheLockInvocationsAndStops()
    {
        QSignalSpy locks(m_monitor.get(), &StationMonitor::lockChanged);
        QSignalSpy invocations(m_monitor.get(), &StationMonitor::invocationChanged);
        QSignalSpy stops(m_monitor.get(), &StationMonitor::stopped);
        const auto counted =
            m_session->invoke(m_thing, QStringLiteral("count"), Json {{"up_to", 1}});
        QTRY_VERIFY_WITH_TIMEOUT(!invocations.isEmpty()
                                     && invocations.last().first().value<InvocationRecord>().state
                                            == InvocationState::Completed,
                                 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            !locks.isEmpty() && !locks.last().first().value<LockStatus>().isHeld(), 30'000);
        QCOMPARE(locks.last().first().value<LockStatus>().generation, quint64(1));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(m_session->stop().wait());
        QTRY_COMPARE_WITH_TIMEOUT(stops.size(), 1, 30'000);
    }

    void mayGoWhileThingsChange()
    {
        for (int i = 0; i < 50; ++i) {
            auto monitor = m_session->monitor();
            QSignalSpy changes(monitor.get(), &StationMonitor::propertyChanged);
            const auto counting =
                m_session->invoke(m_thing, QStringLiteral("count"), Json {{"up_to", 2'000}});
            QTRY_VERIFY_WITH_TIMEOUT(!changes.isEmpty(), 30'000);
            monitor.reset();
            QTRY_VERIFY_WITH_TIMEOUT(m_session->invocation(counting->id)->isFinished(), 30'000);
        }
    }

private:
    const QString m_thing = QStringLiteral("announcer");
    std::unique_ptr<Station> m_station;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<StationMonitor> m_monitor;
};

HOLDFAST_GUILESS_TEST(TestStationMonitor)

} // namespace tst_stationmonitor

#include "tst_stationmonitor.moc"
