// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

namespace Holdfast {

class Invocation;

//! \brief The way of an action: validated, pending, in line, running, ended.
class Invoker
{
public:
    Invoker(Station &station, const Caller &caller);

    Result<InvocationRecord> invoke(Thing *thing, const ActionAffordance &action, const Json &input,
                                    Session::LockWait wait,
                                    Session::WhilePending whilePending) const;

private:
    void start(Thing *thing, const ActionAffordance &action,
               const std::shared_ptr<Invocation> &invocation, Session::LockWait wait) const;

    Station &m_station;
    const Caller &m_caller;
};

} // namespace Holdfast
