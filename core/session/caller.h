// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lease.h"

#include <optional>

namespace Holdfast {

//! \brief A lease that a caller may use, and the lock's generation that it requires.
struct LeaseUse
{
    quint64 id = 0;
    Holder holder;
    //! Nothing is done when the lock is at another one by then, because another holder had it.
    std::optional<quint64> expectedGeneration {};
};

//! \brief The client or operator on whose behalf an operation is done.
struct Caller
{
    Principal principal {};
    std::optional<LeaseUse> lease {};
};

} // namespace Holdfast
