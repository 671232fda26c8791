// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/workcontext.h"

namespace Holdfast {

//! \brief While it lives, this thread works on one part of its action: what it calls says how far
//! it is with that, from 0 to 100, and is heard as the part's share of the whole.
//!
//!     const ProgressPart part(40, 60, tr("point 3 of 5"));
//!     m_stage->moveAbsolute(target); // half-way there is 50 percent of the action
//!
//! Scopes nest.
class ProgressPart
{
public:
    //! Reports that the part begins. \a message is shown for as long as it lasts, before what the
    //! part itself has to say.
    ProgressPart(double from, double to, const QString &message = {});
    ~ProgressPart();
    Q_DISABLE_COPY_MOVE(ProgressPart)

    //! \a progress of what this thread does right now, as progress of the whole action.
    static Progress ofTheWhole(Progress progress);

private:
    Progress shareOf(const Progress &progress) const;

    const double m_from;
    const double m_to;
    const QString m_message;
    const ProgressPart *const m_outer;
};

} // namespace Holdfast
