// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockmemorystore.h"

#include "core/base/fileclaim.h"
#include "core/base/stagedfile.h"
#include "core/lock/globallock.h"
#include "core/session/lock/lockmemoryfile.h"
#include "core/session/log.h"

#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace Holdfast {

//! Brings the lock's changes to the file.
class LockMemoryStore::Writer : public LockMemoryKeeper
{
public:
    using Clock = std::chrono::steady_clock;

    Writer(const QString &path, std::chrono::milliseconds retryAfter)
        : m_file(path)
        , m_claim(path + QStringLiteral(".lock"))
        , m_retryAfter(retryAfter)
    {
    }

    bool isOn() const { return !m_file.path().isEmpty(); }

    //! Returns the memory with which the lock begins; the first block is reserved.
    LockMemory begin();

    //! Sets the function that wakes the thread, before the first call of changed().
    void setWaker(std::function<void()> wake) { m_wake = std::move(wake); }
    void changed(const LockMemory &memory) override;
    void whenSaved(std::function<void()> done);

    //! Writes what is to be written, and returns when it must be tried again.
    Clock::time_point writeChanges();
    //! Lets \a thread write the remaining changes, and ends it.
    void end(WorkerThread &thread);

private:
    bool claim();
    void write(std::unique_lock<std::mutex> &lock);
    void report(const QString &problem);

    const LockMemoryFile m_file;
    FileClaim m_claim;
    const std::chrono::milliseconds m_retryAfter;

    std::function<void()> m_wake {};

    std::mutex m_mutex;
    LockMemory m_latest {};
    quint64 m_reserved = 0; //!< as recorded in the file
    bool m_isDirty = false;
    bool m_isWriting = false;
    std::atomic<bool> m_isTaken {false}; //!< by another program: no file is written
    bool m_hasFailed = false;
    Clock::time_point m_triesAgainAt {}; //!< after a failure
    bool m_hasEnded = false;
    bool m_isGivenUp = false; //!< no caller waits for an answer any more
    std::vector<std::function<void()>> m_awaited {};
    QString m_problem {}; //!< the latest that was logged; empty on success
};

namespace {

//! Returns a start where generations cannot be reserved: later runs begin with a later time of day,
//! and no lock is handed on a thousand times in each second of its life.
quint64 generationOfTheTime()
{
    return quint64(std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch()));
}

LockModeRecord stopBecause(const QString &reason)
{
    return {LockMode::Stopped,
            {Principal::Kind::System, QStringLiteral("Holdfast"), {}},
            reason,
            QDateTime::currentDateTimeUtc()};
}

} // namespace

bool LockMemoryStore::Writer::claim()
{
    // A file system without file locks must not prevent writing.
    m_isTaken = !makeFolder(QFileInfo(m_file.path()).absolutePath())
                && m_claim.claim() == FileClaim::Outcome::Theirs;
    return !m_isTaken;
}

LockMemory LockMemoryStore::Writer::begin()
{
    if (!claim())
        writeLog(LogLevel::Warning,
                 QStringLiteral("%1 belongs to %2. The state in it applies here too, but nothing "
                                "is written to it: a stop or a reservation made here is lost at "
                                "the next start. Give each program a settings_folder of its own.")
                     .arg(m_file.path(), m_claim.holder()));
    auto [memory, problem] = m_file.read();
    if (!problem.isEmpty()) {
        QString reason =
            QStringLiteral(
                "Whether everything was stopped is not known: %1 holds that state, and %2.")
                .arg(m_file.path(), problem);
        if (const QString kept = m_isTaken ? QString() : m_file.keepAside(); !kept.isEmpty())
            reason += QStringLiteral(" The file is kept as %1.").arg(kept);
        writeLog(LogLevel::Error, QStringLiteral("Holdfast starts stopped. ") + reason);
        memory = {generationOfTheTime(), {}, stopBecause(reason)};
    } else if (memory.stop) {
        writeLog(LogLevel::Warning,
                 QStringLiteral("Everything is still %1. Clear the stop to go on.")
                     .arg(memory.stop->toClause()));
    } else if (memory.mode.mode != LockMode::Shared) {
        writeLog(LogLevel::Info,
                 QStringLiteral("The instrument is still %1.").arg(memory.mode.toClause()));
    }

    std::unique_lock lock(m_mutex);
    m_latest = memory;
    m_reserved = memory.generation;
    m_isDirty = !m_isTaken;
    if (m_isDirty)
        write(lock);
    if (m_isTaken || m_hasFailed)
        m_latest.generation = std::max(m_latest.generation, generationOfTheTime());
    return m_latest;
}

void LockMemoryStore::Writer::changed(const LockMemory &memory)
{
    {
        const std::lock_guard lock(m_mutex);
        m_latest = memory;
        m_isDirty = !m_isTaken;
        m_hasFailed = false; // there is a new reason to try
    }
    m_wake();
}

void LockMemoryStore::Writer::whenSaved(std::function<void()> done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isWriting || (m_isDirty && !m_hasFailed && !m_hasEnded)) {
            m_awaited.push_back(std::move(done));
            return;
        }
    }
    done();
}

LockMemoryStore::Writer::Clock::time_point LockMemoryStore::Writer::writeChanges()
{
    std::unique_lock lock(m_mutex);
    if (Clock::now() >= m_triesAgainAt)
        m_hasFailed = false;
    while (m_isDirty && !m_hasFailed)
        write(lock);
    return m_isDirty ? m_triesAgainAt : WorkerThread::never;
}

void LockMemoryStore::Writer::write(std::unique_lock<std::mutex> &lock)
{
    LockMemory memory = m_latest;
    // A block is kept while more than half of it is left.
    const quint64 reserved =
        memory.generation + block / 2 > m_reserved ? memory.generation + block : m_reserved;
    memory.generation = reserved;
    m_isDirty = false;
    m_isWriting = true;
    lock.unlock();
    const QString problem =
        claim() ? m_file.write(memory) : QStringLiteral("it belongs to %1").arg(m_claim.holder());
    report(problem);
    if (problem.isEmpty())
        setAskAt(reserved - block / 2);
    lock.lock();
    m_isWriting = false;
    if (problem.isEmpty())
        m_reserved = reserved;
    if (m_isDirty)
        return; // a change has come meanwhile: it is written at once, and awaited
    m_isDirty = m_hasFailed = !problem.isEmpty();
    m_triesAgainAt = Clock::now() + m_retryAfter;
    auto awaited = std::exchange(m_awaited, {});
    if (m_isGivenUp)
        awaited.clear();
    lock.unlock();
    for (const auto &done : awaited)
        done();
    lock.lock();
}

void LockMemoryStore::Writer::report(const QString &problem)
{
    if (std::exchange(m_problem, problem) == problem)
        return;
    if (problem.isEmpty())
        writeLog(LogLevel::Info,
                 m_file.path() + QStringLiteral(": The stop or reservation is saved again."));
    else
        writeLog(LogLevel::Error,
                 QStringLiteral("%1: The stop or reservation could not be saved: %2. It is in "
                                "force, but is lost at the next start.")
                     .arg(m_file.path(), problem));
}

void LockMemoryStore::Writer::end(WorkerThread &thread)
{
    {
        const std::lock_guard lock(m_mutex);
        m_hasFailed = false; // tries once more
    }
    thread.wake();
    const bool isDone = thread.end(QDeadlineTimer(std::chrono::seconds {1}));
    std::vector<std::function<void()>> awaited;
    {
        const std::lock_guard lock(m_mutex);
        m_hasEnded = true;
        m_isGivenUp = !isDone;
        if (isDone)
            awaited.swap(m_awaited); // came too late for the thread
    }
    for (const auto &done : awaited)
        done();
}

LockMemoryStore::LockMemoryStore(const QString &file, std::chrono::milliseconds retryAfter)
    : m_writer(std::make_shared<Writer>(
        file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath(), retryAfter))
{
}

LockMemoryStore::~LockMemoryStore()
{
    if (m_thread)
        m_writer->end(*m_thread);
}

void LockMemoryStore::keep(GlobalLock &lock)
{
    if (!m_writer->isOn())
        return;
    m_thread.emplace(QStringLiteral("lock state"),
                     [writer = m_writer] { return writer->writeChanges(); });
    m_writer->setWaker(m_thread->waker());
    lock.remember(m_writer->begin(), m_writer);
    m_thread->wake(); // the first write may have failed
}

void LockMemoryStore::whenSaved(std::function<void()> done)
{
    m_writer->whenSaved(std::move(done));
}

} // namespace Holdfast
