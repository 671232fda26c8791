// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/lock/turns.h"

#include <QTest>

#include <optional>
#include <variant>

namespace Holdfast {

//! Returns a lease of \a holder on a lock that is free.
inline Lease leaseOn(GlobalLock &lock, const Holder &holder = aClient(),
                     const LeaseTerms &terms = {})
{
    std::optional<Lease> lease;
    lock.request(
        holder, QStringLiteral("lease"), GlobalLock::Wait::none(),
        [&](LockOutcome outcome) { lease = std::get<LockGrant>(outcome).intoLease(terms); });
    return lease.value();
}

//! Asks as an operator that takes control.
inline LockTicket take(GlobalLock &lock, GlobalLock::Callback callback)
{
    return lock.request(anOperator(), QStringLiteral("take control"), GlobalLock::Wait::unlimited(),
                        std::move(callback), LockClass::Operator, GlobalLock::Take::FromLeases);
}

} // namespace Holdfast
