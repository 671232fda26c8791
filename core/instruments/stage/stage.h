// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/softlimits.h"
#include "core/instruments/stage/stagemoves.h"

#include <QObject>

namespace Holdfast {

//! \brief The interface of a stage, simulated or real, for other Things: a slot of this type takes any of them.
//!
//! Implemented by a Thing, which names it in Q_INTERFACES(Holdfast::Stage). Workers call it.
class Stage
{
public:
    Stage() = default;
    virtual ~Stage() = default;
    Q_DISABLE_COPY_MOVE(Stage)

    //! Returns where the stage is, as far as that is known.
    virtual StagePosition position() const = 0;
    //! Returns how far each axis may go.
    virtual SoftLimits softLimits() const = 0;
    //! Moves there, and returns at the end of the move. Throws ThingError when the target is not allowed, or the position
    //! is not known; InvocationCancelled when the caller's action is cancelled.
    virtual void moveAbsolute(const StageTarget &target) = 0;
};

} // namespace Holdfast

Q_DECLARE_INTERFACE(Holdfast::Stage, "org.holdfast.Stage/1")
