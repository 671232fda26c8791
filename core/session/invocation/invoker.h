// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

namespace Holdfast {

class Invocation;

//! \brief The steps of an action: validated, pending, in the queue, running, ended.
class Invoker
{
public:
    Invoker(Station &station, const Caller &caller);

    Result<InvocationRecord> invoke(Thing *thing, const ActionAffordance &action, const Json &input,
                                    Session::LockWait wait,
                                    Session::WhilePending whilePending) const;

    //! Gives \a invocation, of the renewable \a action, its newest input. Fails with Invalid, and
    //! with Unavailable when it has ended or is about to.
    Result<void> renew(const std::shared_ptr<Invocation> &invocation,
                       const ActionAffordance &action, const Json &input) const;

private:
    Result<Payload> accept(const ActionAffordance &action, const Json &input) const;
    static bool passOn(const std::shared_ptr<Invocation> &invocation,
                       const ActionAffordance &action, const Payload &input);
    Result<InvocationRecord> invokeRenewable(Thing *thing, const ActionAffordance &action,
                                             const Payload &input, Session::LockWait wait,
                                             Session::WhilePending whilePending) const;
    Result<std::shared_ptr<Invocation>> add(const Thing *thing, const ActionAffordance &action,
                                            Payload input,
                                            Session::WhilePending whilePending) const;
    void start(Thing *thing, const ActionAffordance &action,
               const std::shared_ptr<Invocation> &invocation, Session::LockWait wait) const;

    Station &m_station;
    const Caller &m_caller;
};

} // namespace Holdfast
