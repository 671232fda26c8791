// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/threadrecord.h"

#include "core/lock/gate/lockgate.h"

#include <atomic>
#include <utility>

namespace Holdfast {

namespace {

quint64 nextThreadId()
{
    static std::atomic<quint64> last {0};
    return ++last;
}

thread_local bool s_ended = false;

} // namespace

//! \brief Is destroyed when its thread ends.
struct ThreadRecord::Sentinel
{
    const std::shared_ptr<ThreadRecord> record = std::make_shared<ThreadRecord>();

    ~Sentinel()
    {
        s_ended = true;
        setHere(nullptr);
        record->end();
    }
};

ThreadRecord::ThreadRecord()
    : m_id(nextThreadId())
{
}

const std::shared_ptr<ThreadRecord> &ThreadRecord::firstHere()
{
    if (s_ended) {
        // A destructor that runs after the sentinel's calls here: the record is never freed.
        setHere(new std::shared_ptr<ThreadRecord>(std::make_shared<ThreadRecord>()));
    } else {
        thread_local const Sentinel sentinel;
        setHere(&sentinel.record);
    }
    return *s_here;
}

void ThreadRecord::setHere(const std::shared_ptr<ThreadRecord> *record)
{
    s_here = record;
    s_id = record ? (*record)->id() : 0;
}

void ThreadRecord::tellEndTo(LockGate &gate)
{
    for (const Told &told : m_told) {
        if (told.which == &gate)
            return;
    }
    std::erase_if(m_told, [](const Told &told) { return told.gate.expired(); });
    m_told.push_back({&gate, gate.weak_from_this()});
}

std::optional<ThreadWait> ThreadRecord::waitsFor() const
{
    const std::lock_guard lock(m_waitMutex);
    return m_wait;
}

ThreadWaitScope::ThreadWaitScope(ThreadWait wait)
    : m_here(ThreadRecord::here())
{
    const std::lock_guard lock(m_here->m_waitMutex);
    wait.number = ++m_here->m_waits;
    m_outer = std::exchange(m_here->m_wait, std::move(wait));
}

ThreadWaitScope::~ThreadWaitScope()
{
    const std::lock_guard lock(m_here->m_waitMutex);
    m_here->m_wait = std::move(m_outer);
}

void ThreadRecord::end()
{
    for (const Told &told : m_told) {
        if (const auto gate = told.gate.lock())
            gate->threadEnded(m_id);
    }
}

} // namespace Holdfast
