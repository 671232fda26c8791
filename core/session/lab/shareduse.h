// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labservice.h"
#include "core/session/caller.h"
#include "core/session/invocation/lockeduse.h"
#include "core/thing/sharing/sharedhold.h"

#include <QStringList>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

class SharedUses;

//! \brief The way of an operation that needs what other stations share: a ticket of the lab first, then the lock of this station.
//!
//! Never the other way round, so that no operation waits for the lab while it keeps the lock from others. One under a lease, which
//! has the lock already, gets only what is free. Thread-safe.
class SharedUse : public SharedHold, public std::enable_shared_from_this<SharedUse>
{
public:
    //! Lets an operation wait for the lock, and do its work. Without a class, in that of its caller.
    using GoToLock = std::function<LockTicket(LockedUse use, std::optional<LockClass> lockClass)>;
    //! Makes the Things safe that were used with what is lost.
    using MakeSafe = std::function<void()>;

    //! Prepares \a use, which needs \a resources. \a lab and \a uses outlive its end.
    SharedUse(LabService &lab, SharedUses &uses, Caller caller, QStringList resources,
              LockedUse use, GoToLock goToLock, MakeSafe makeSafe);

    //! Joins the queue of the lab, for at most \a wait.
    void start(std::chrono::milliseconds wait);
    //! Goes on without a ticket, for a caller that has the resources already, with \a tokens for all of them. Each of them has to be
    //! that of the present owner, also when the work begins.
    void startWith(const LabTokens &tokens);

    //! Leaves the queue. Returns false when it was too late.
    bool withdraw();
    //! Returns the position in the queue of the lab, or of the lock, from 1; 0 when it is in neither.
    int position() const;
    //! Ends it with \a error if it still waits for the lab.
    void refuse(const Error &error);
    //! Lets it go before its class if it waits for the lock: an operation that has the lock waits for the lab.
    void hurry();

    bool isWanted() const override;
    Yielded giveWay(GlobalLock &lock, const GlobalLock::OnTicket &onTicket) override;
    std::optional<Error> loss() const override;

private:
    enum class Stage {
        InLab,   //!< waits for the ticket
        AtLock,  //!< has it, and waits for the lock
        Running, //!< its work has begun
        Ended,
    };

    void granted();
    void judge(bool hasRead);
    std::optional<Error> objection() const;
    void warn();
    void lose(const LabLoss &loss);
    void expire();
    void goToLock();
    std::function<void()> work(quint64 generation);
    bool waitUntilBack(int grants, const Holder &holder, GlobalLock &lock,
                       const GlobalLock::OnTicket &onTicket);
    //! Gives the ticket back, once.
    void end();

    LabService &m_lab;
    SharedUses &m_uses;
    const Caller m_caller;
    const QStringList m_resources;
    const LockedUse m_use;
    const LockClass m_class;
    const GoToLock m_goToLock;
    const MakeSafe m_makeSafe;

    LabTokens m_tokens; //!< of the caller; fixed from the start on

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Stage m_stage = Stage::InLab;
    std::shared_ptr<LabPlace> m_place; //!< null when it has ended
    LockTicket m_lockTicket;
    bool m_isHurried = false;
    int m_grants = 0;
    std::optional<LabLoss> m_loss;
};

} // namespace Holdfast
