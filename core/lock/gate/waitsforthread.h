// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/gate/threadrecord.h"

namespace Holdfast {

//! \brief While it lives, this thread is marked as blocked until another one has done something.
//! For code with its own way of waiting, so that a LockWatchdog finds out when the other thread
//! waits for this one.
//!
//!     const WaitsForThread waits(m_record, tr("the thread of %1").arg(name()));
//!     answer.wait();
class WaitsForThread
{
public:
    //! \a other is ThreadRecord::here() of the other thread; \a name is for people.
    WaitsForThread(const std::shared_ptr<ThreadRecord> &other, const QString &name)
        : m_scope({.thread = other, .what = name})
    {
    }
    Q_DISABLE_COPY_MOVE(WaitsForThread)

private:
    const ThreadWaitScope m_scope;
};

} // namespace Holdfast
