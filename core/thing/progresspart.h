// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/workcontext.h"

namespace Holdfast {

//! \brief While it lives, this thread works on one part of its action: functions that it calls
//! report their progress from 0 to 100, which is scaled to the part's share of the whole.
//!
//!     const ProgressPart part(40, 60, tr("point 3 of 5"));
//!     m_stage->moveAbsolute(target); // half-way there is 50 percent of the action
//!
//! Scopes nest.
class ProgressPart
{
public:
    //! Reports that the part begins. \a message is shown for as long as it lasts, before the
    //! messages of the part itself.
    ProgressPart(double from, double to, const QString &message = {});

    //! Converts \a progress of the current part of this thread to progress of the whole action.
    static Progress ofTheWhole(Progress progress);

private:
    Progress shareOf(const Progress &progress) const;

    const double m_from;
    const double m_to;
    const QString m_message;
    const ThreadLocalScope<const ProgressPart *> m_scope;
};

} // namespace Holdfast
