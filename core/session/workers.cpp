// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/workers.h"

#include "core/base/readythread.h"
#include "core/session/log.h"

#include <algorithm>

namespace Holdfast {

Workers::Workers()
{
    m_read.setMaxThreadCount(8);
    // One works; the second finds its lock already handed over while the first still says goodbye.
    m_locked.setMaxThreadCount(2);
    m_unlocked.setMaxThreadCount(16);
    for (QThreadPool *threads : {&m_read, &m_locked, &m_unlocked}) {
        if (!beginThreadsNow(*threads))
            writeLog(LogLevel::Error, QStringLiteral("The system refuses threads for the Things."));
    }
}

QThreadPool &Workers::pool(Kind kind)
{
    switch (kind) {
    case Kind::Read:
        return m_read;
    case Kind::Locked:
        return m_locked;
    case Kind::Unlocked:
        break;
    }
    return m_unlocked;
}

void Workers::run(Kind kind, const QString &thing, std::function<void()> task)
{
    pool(kind).start([this, thing, task = std::move(task)] {
        {
            const std::lock_guard lock(m_mutex);
            m_busy << thing;
        }
        task();
        const std::lock_guard lock(m_mutex);
        m_busy.removeOne(thing);
    });
}

bool Workers::waitForDone(const QDeadlineTimer &deadline)
{
    const auto wait = [&deadline](QThreadPool &pool) {
        return pool.waitForDone(int(std::max<qint64>(0, deadline.remainingTime())));
    };
    return wait(m_locked) && wait(m_unlocked) && wait(m_read);
}

QStringList Workers::busyThings() const
{
    const std::lock_guard lock(m_mutex);
    QStringList things = m_busy;
    things.removeDuplicates();
    return things;
}

} // namespace Holdfast
