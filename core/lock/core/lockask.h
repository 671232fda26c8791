// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>

#include <functional>

namespace Holdfast {

//! \brief A request to the owner to release the lock, with a reason. The owner may ignore it.
struct LockAsk
{
    Principal by {};   //!< the asker
    QString reason {}; //!< as given by the asker; may be empty
    QDateTime when {}; //!< UTC
};

//! \brief The outcome of such a request.
enum class AskOutcome {
    NotHeld,         //!< the lock has no owner
    OtherGeneration, //!< the lock has another owner by now than the one addressed
    Asked,
};

//! Tells an operation that another holder asks for its lock. Must be quick; called in any thread.
using AskCallback = std::function<void(const LockAsk &)>;

} // namespace Holdfast
