// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>

#include <functional>

namespace Holdfast {

//! \brief Somebody would like to have the lock, and says why. The owner may give it up, or not.
struct LockAsk
{
    HolderLabel by {};
    QString reason {};
    QDateTime when {}; //!< UTC
};

//! \brief What became of asking.
enum class AskOutcome {
    NotHeld,         //!< nobody holds the lock
    OtherGeneration, //!< somebody else holds it by now than whoever was to be asked
    Asked,
};

//! Tells an operation that somebody asks for its lock: quick, and from any thread.
using AskCallback = std::function<void(const LockAsk &)>;

} // namespace Holdfast
