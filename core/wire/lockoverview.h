// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journalstate.h"
#include "core/lock/lockstatus.h"
#include "core/thing/json/json.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace Holdfast {

//! \brief All that a station tells of its locks at once: what GET /lock answers.
struct LockOverview
{
    bool isEnabled = true; //!< false where the configuration has switched the global lock off
    LockStatus global {};
    QList<LeaseStatus> leases {}; //!< the oldest first
    QList<LockStatus> devices {}; //!< the locks of single devices
    JournalState journal {};
};

Json toJson(const LockOverview &overview);

//! Returns nothing for what does not tell of a lock: "held" and "queue" have to be there.
std::optional<LockOverview> readLockOverview(const Json &json);

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::LockOverview)
