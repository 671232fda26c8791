// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lease.h"

#include <optional>

namespace Holdfast {

//! \brief A lease that somebody may use, and what they want to be sure of.
struct LeaseUse
{
    quint64 id = 0;
    Holder holder;
    //! Nothing is to be done when the lock is at another one by then: somebody else had it.
    std::optional<quint64> expectedGeneration {};
};

//! \brief On whose behalf something is done.
struct Caller
{
    HolderLabel label {};
    std::optional<LeaseUse> lease {};

    //! The lease's holder, or a new one.
    Holder holder() const { return lease ? lease->holder : Holder(label); }
};

} // namespace Holdfast
