// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labfence.h"

#include <QtGlobal>

#include <memory>
#include <mutex>
#include <vector>

namespace Holdfast {

class SharedUse;

//! \brief The operations of a station that need what other stations share. Thread-safe.
class SharedUses
{
public:
    //! \brief While it lives, an operation that has the lock waits for the lab. The others go before their class: stations wait for
    //! them, perhaps the one for which that operation waits.
    class Pause
    {
    public:
        explicit Pause(SharedUses &uses);
        ~Pause();
        Q_DISABLE_COPY_MOVE(Pause)

    private:
        SharedUses &m_uses;
    };

    //! Adds \a use, until it is destroyed. Returns false after close(): then it must not begin.
    bool add(const std::shared_ptr<SharedUse> &use);
    //! Judges a request with the token of an owner: see LabFence.
    LabFence::Verdict judge(const QString &resource, qint64 token, const LabSnapshot &snapshot);
    //! Returns whether there is a Pause.
    bool isPausing() const;
    //! Refuses those that wait for the lab, and lets none begin any more.
    void close();

private:
    std::vector<std::shared_ptr<SharedUse>> all();

    mutable std::mutex m_mutex;
    bool m_isClosed = false;
    int m_pauses = 0;
    std::vector<std::weak_ptr<SharedUse>> m_uses;
    LabFence m_fence;
};

} // namespace Holdfast
