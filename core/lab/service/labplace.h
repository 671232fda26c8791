// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labagent.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief The functions that tell the owner of a ticket what becomes of it. They are called in the lab's thread, one after the
//! other; they must be quick and must not throw. One may be called just after LabService::release().
struct LabHooks
{
    //! The ticket has its resources; again after each LabService::giveWay().
    std::function<void(const LabTokens &)> granted {};
    //! It will lose them soon, unless etcd can be reached again.
    std::function<void()> endangered {};
    //! It has ended against the will of its owner. The last call.
    std::function<void(const LabLoss &)> lost {};
    //! It has left the queue, because its time to wait was over. The last call.
    std::function<void()> expired {};
};

//! \brief The state of a ticket of this station, for the operation that asked for it. Thread-safe.
class LabPlace
{
public:
    LabPlace(QString id, LabRequest request, LabHooks hooks)
        : m_id(std::move(id))
        , m_request(std::move(request))
        , m_hooks(std::move(hooks))
    {
    }
    Q_DISABLE_COPY_MOVE(LabPlace)

    const QString &id() const { return m_id; }
    const LabRequest &request() const { return m_request; }

    //! Returns whether LabService::giveWay() would let another ticket have something that this one owns.
    bool isWanted() const { return m_isWanted.load(std::memory_order_relaxed); }
    //! Returns the tokens of what it owns; empty while it waits, and when it has ended.
    LabTokens tokens() const
    {
        const std::lock_guard lock(m_mutex);
        return m_tokens;
    }
    //! Returns why it has lost its resources; empty unless it has.
    std::optional<LabLoss> loss() const
    {
        const std::lock_guard lock(m_mutex);
        return m_loss;
    }

private:
    friend class LabDesk;

    const QString m_id;
    const LabRequest m_request;
    const LabHooks m_hooks;
    std::atomic<bool> m_isWanted {false};
    mutable std::mutex m_mutex;
    LabTokens m_tokens;
    std::optional<LabLoss> m_loss;
};

} // namespace Holdfast
