// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/caller.h"
#include "core/session/reply.h"

#include <mutex>
#include <optional>

namespace Holdfast {

class GlobalLock;

//! \brief The operator's "Take control": a lease without an end that all copies of the operator's
//! session share, released with the last of them. Thread-safe.
class OperatorControl : public std::enable_shared_from_this<OperatorControl>
{
public:
    //! Makes the control. \a lock must live as long as this.
    explicit OperatorControl(GlobalLock &lock);
    ~OperatorControl();
    Q_DISABLE_COPY_MOVE(OperatorControl)

    //! Takes control: see LockAccess::takeControl(). A second call while it waits gets the same
    //! answer.
    Reply<void> take(const Principal &principal, const QString &note);
    //! Releases the lease. Returns false when there is none.
    bool giveBack();

    //! Returns the lease, while it is alive.
    std::optional<LeaseUse> lease() const;

private:
    GlobalLock &m_lock;
    mutable std::mutex m_mutex;
    std::optional<LeaseUse> m_lease;
    std::mutex m_askMutex;
    std::optional<Reply<void>> m_asked; //!< the latest; may already be answered
};

} // namespace Holdfast
