// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockbreak.h"
#include "core/thing/stopreport.h"

#include <QMetaType>

namespace Holdfast {

//! \brief The outcome of breaking a hold.
struct BreakReport
{
    BreakOutcome outcome = BreakOutcome::Freed; //!< Freed, or Asked while the operation goes on
    LockBreak broken {};
    QList<StopReport::Entry> things {}; //!< the result of making each of them safe
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::BreakReport)
