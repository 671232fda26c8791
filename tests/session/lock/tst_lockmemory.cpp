// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockmemoryfile.h"
#include "core/session/lock/lockmemorystore.h"
#include "tests/base/filesizelimit.h"
#include "tests/program/testprogram.h"
#include "tests/session/workbench.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <future>

namespace tst_lockmemory {

using namespace Holdfast;

namespace {

const Principal person {Principal::Kind::Operator, QStringLiteral("operator"), {}};
const QString bench = QStringLiteral("bench");
const QString locked = QStringLiteral("locked");
const QString smoke = QStringLiteral("smoke");

QRegularExpression said(const char *part)
{
    return QRegularExpression(QRegularExpression::escape(QString::fromUtf8(part)));
}

void expectStop()
{
    QTest::ignoreMessage(QtWarningMsg, said("Emergency stop by operator"));
}

} // namespace

//! Tests which state of the lock is there again after the program has ended, in any way.
class TestLockMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void aStopOutlivesTheProgram_data()
    {
        QTest::addColumn<bool>("isLockEnabled");
        QTest::newRow("with the lock") << true;
        QTest::newRow("without a lock") << false;
    }
    void aStopOutlivesTheProgram()
    {
        QFETCH(const bool, isLockEnabled);
        StationOptions options = keptHere();
        options.globalLockEnabled = isLockEnabled;
        LockModeRecord before;
        {
            WorkbenchStation lab(options);
            QVERIFY(lab.station.start());
            const Session session(lab.station, person);
            expectStop();
            QVERIFY(session.stop(smoke).wait()->latched);
            before = session.lockStatus().mode;
            killHere();
        }
        options.lockMemoryFile = killed();
        QTest::ignoreMessage(QtWarningMsg, said("Everything is still stopped by operator"));
        WorkbenchStation lab(options);
        QVERIFY(lab.station.start());
        const Session session(lab.station, person);
        const LockModeRecord mode = session.lockStatus().mode;
        QVERIFY(mode.mode == LockMode::Stopped);
        QCOMPARE(mode.by, person);
        QCOMPARE(mode.reason, smoke);
        QCOMPARE(mode.since.toMSecsSinceEpoch(), before.since.toMSecsSinceEpoch());
        const auto refused = lab.alice.write(bench, locked, 3).wait();
        QVERIFY(refused.error().busy());
        QVERIFY(refused.error().busy()->reason() == GlobalLockBusyError::Reason::Stopped);
        QVERIFY(session.lock().clearStop());
        QVERIFY(lab.alice.write(bench, locked, 3).wait());
    }

    void aClearedStopIsGone()
    {
        {
            WorkbenchStation lab(keptHere());
            const Session session(lab.station, person);
            expectStop();
            (void)session.stop(smoke).wait();
            QVERIFY(session.lock().clearStop());
        }
        WorkbenchStation lab(keptHere());
        QVERIFY(lab.station.lock()->status().mode.mode == LockMode::Shared);
    }

    void localOnlyOutlivesTheProgram()
    {
        {
            WorkbenchStation lab(keptHere());
            QVERIFY(Session(lab.station, person).lock().setLocalOnly(true, smoke));
        }
        WorkbenchStation lab(keptHere());
        const LockModeRecord mode = lab.station.lock()->status().mode;
        QVERIFY(mode.mode == LockMode::LocalOnly);
        QCOMPARE(mode.by, person);
        QCOMPARE(mode.reason, smoke);
        QVERIFY(Session(lab.station, person).lock().setLocalOnly(false));
    }

    void noGenerationIsHandedOutTwice()
    {
        quint64 last = 0;
        for (int run = 0; run < 3; ++run) {
            StationOptions options = keptHere();
            WorkbenchStation lab(options);
            QVERIFY(lab.station.start());
            const auto written = lab.alice.write(bench, locked, 1).wait();
            QVERIFY(written);
            QVERIFY2(written->generation > last, "an old generation names a new owner");
            last = written->generation;
            // The file of the one that is killed now is where the next one begins.
            killHere();
            if (run < 2) {
                QVERIFY(QFile::remove(kept()) || !QFile::exists(kept()));
                QVERIFY(QFile::copy(killed(), kept()));
            }
        }
    }

    void blocksAreReservedBeforeTheyAreUsedUp()
    {
        WorkbenchStation lab(keptHere());
        GlobalLock &lock = *lab.station.lock();
        const Holder holder(person);
        quint64 used = 0;
        // The number on the disk is above all numbers that were handed out, at any time.
        for (int round = 0; round < 7; ++round) {
            for (int i = 0; i < 100'000; ++i)
                lock.acquire(holder, locked, GlobalLock::Wait::none()).release();
            saved(lab);
            used = lock.status().generation;
            const quint64 reserved = LockMemoryFile(kept()).read().memory.generation;
            QVERIFY2(
                reserved > used,
                qPrintable(QStringLiteral("%1 are reserved, %2 used").arg(reserved).arg(used)));
        }
        QVERIFY(used > LockMemoryStore::block / 2);
        QVERIFY(LockMemoryFile(kept()).read().memory.generation > LockMemoryStore::block);
    }

    void aFileThatCannotBeReadStartsStopped_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("an empty file") << QByteArray();
        QTest::newRow("the half of one") << QByteArray("{\"version\": 1, \"generation\": 10");
        QTest::newRow("no JSON") << QByteArray(1000, '\0');
        QTest::newRow("of a newer Holdfast") << QByteArray("{\"version\": 2}");
        QTest::newRow("without the stop") << QByteArray("{\"version\": 1, \"generation\": 10}");
        QTest::newRow("with an unknown mode")
            << QByteArray(R"({"version": 1, "generation": 10, "stop": null, "mode": {"mode": "x",)"
                          R"( "by": {"kind": "operator", "name": "", "address": ""},)"
                          R"( "reason": "", "since": null}})");
        QTest::newRow("deeply nested") << QByteArray(60'000, '[');
        QTest::newRow("far too large") << QByteArray(70'000, ' ');
    }
    void aFileThatCannotBeReadStartsStopped()
    {
        QFETCH(const QByteArray, text);
        put(text);
        QTest::ignoreMessage(QtCriticalMsg, said("Holdfast starts stopped. "));
        {
            WorkbenchStation lab(keptHere());
            const LockStatus status = lab.station.lock()->status();
            QVERIFY(status.mode.mode == LockMode::Stopped);
            QVERIFY2(status.mode.reason.contains(kept()), qPrintable(status.mode.reason));
            QVERIFY2(status.mode.reason.contains(QStringLiteral("cannot be read")),
                     qPrintable(status.mode.reason));
            QVERIFY2(status.generation > 1'000'000'000'000, "it may have been any number");
        }
        const QDir folder(m_folder->path());
        const QStringList aside = folder.entryList({QStringLiteral("lock_state.json.bad-*")});
        QCOMPARE(aside.size(), 1);
        QFile asideFile(folder.filePath(aside.first()));
        QVERIFY(asideFile.open(QIODevice::ReadOnly));
        QCOMPARE(asideFile.readAll(), text);
        // The stop lasts until the operator clears it, and not until the program is started once
        // more.
        QTest::ignoreMessage(QtWarningMsg, said("Everything is still stopped"));
        WorkbenchStation lab(keptHere());
        QVERIFY(lab.station.lock()->status().mode.mode == LockMode::Stopped);
        QVERIFY(Session(lab.station, person).lock().clearStop());
    }

    void aFolderInItsPlaceStartsStopped()
    {
        QVERIFY(QDir().mkpath(kept()));
        QTest::ignoreMessage(QtCriticalMsg, said("Holdfast starts stopped. "));
        WorkbenchStation lab(keptHere());
        QVERIFY(lab.station.lock()->status().mode.mode == LockMode::Stopped);
    }

    void whereNothingCanBeWrittenItIsSaidAndTheStopHolds()
    {
        StationOptions options;
        options.lockMemoryFile = QStringLiteral("/proc/none/lock_state.json");
        quint64 last = 0;
        for (int run = 0; run < 2; ++run) {
            QTest::ignoreMessage(QtCriticalMsg, said("could not be saved: "));
            WorkbenchStation lab(options);
            QVERIFY(lab.station.start());
            const auto written = lab.alice.write(bench, locked, 1).wait();
            QVERIFY(written->generation > last);
            last = written->generation;
            const Session session(lab.station, person);
            expectStop();
            QVERIFY(session.stop().wait()->latched);
            QVERIFY(!lab.alice.write(bench, locked, 2).wait());
        }
    }

    void afterAFullDiskItIsSavedAgain()
    {
        GlobalLock lock;
        LockMemoryStore store(kept(), std::chrono::milliseconds {1});
        store.keep(lock);
        {
            const FileSizeLimit full(10);
            QTest::ignoreMessage(QtCriticalMsg, said("could not be saved: File too large"));
            lock.setMode(LockMode::Stopped, person, smoke);
            saved(store);
            QVERIFY2(!LockMemoryFile(kept()).read().memory.stop, "the old file is gone");
            QVERIFY(LockMemoryFile(kept()).read().problem.isEmpty());
        }
        QTRY_VERIFY_WITH_TIMEOUT(LockMemoryFile(kept()).read().memory.stop, 30'000);
    }

    void ofTwoProgramsTheSecondWritesNothing()
    {
        WorkbenchStation first(keptHere());
        expectStop();
        (void)Session(first.station, person).stop(smoke).wait();
        QTest::ignoreMessage(QtWarningMsg, said("nothing is written to it"));
        QTest::ignoreMessage(QtWarningMsg, said("Everything is still stopped"));
        WorkbenchStation second(keptHere());
        QVERIFY(second.station.lock()->status().mode.mode == LockMode::Stopped);
        QVERIFY(Session(second.station, person).lock().clearStop());
        saved(second);
        QVERIFY(LockMemoryFile(kept()).read().memory.stop);
    }

    void aStopIsOnTheDiskWhenItIsAnswered()
    {
        WorkbenchStation lab(keptHere());
        QVERIFY(lab.station.start());
        const Session session(lab.station, person);
        for (int i = 0; i < 20; ++i) {
            expectStop();
            (void)session.stop(smoke).wait();
            QVERIFY(LockMemoryFile(kept()).read().memory.stop);
            QVERIFY(session.lock().clearStop());
            saved(lab);
            QVERIFY(!LockMemoryFile(kept()).read().memory.stop);
        }
    }

private:
    QString kept() const { return m_folder->filePath(QStringLiteral("lock_state.json")); }
    QString killed() const { return m_folder->filePath(QStringLiteral("of_a_killed_one.json")); }
    StationOptions keptHere() const
    {
        StationOptions options;
        options.lockMemoryFile = kept();
        return options;
    }
    //! Copies the file that a program would leave if it were killed now.
    void killHere() const
    {
        QFile::remove(killed());
        QVERIFY(QFile::copy(kept(), killed()));
    }
    void put(const QByteArray &text) const
    {
        QFile file(kept());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    static void saved(LockMemoryStore &store)
    {
        std::promise<void> promise;
        store.whenSaved([&promise] { promise.set_value(); });
        promise.get_future().wait();
    }
    static void saved(WorkbenchStation &lab) { saved(lab.station.lockMemory()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

HOLDFAST_GUILESS_TEST(TestLockMemory)

} // namespace tst_lockmemory

#include "tst_lockmemory.moc"
