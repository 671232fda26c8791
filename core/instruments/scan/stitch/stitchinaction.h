// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/stitch/stitchprocess.h"

namespace Holdfast {

//! Runs openflexure-stitch in an action, and returns when the pictures are there. Reports the progress, and ends
//! the program when the action is cancelled. \a home is an object of a thread with an event loop, such as the calling
//! Thing, and outlives the call. Throws a ThingError that says what went wrong, or InvocationCancelled. Only for
//! workers: the calling thread waits, and its action should not hold the global lock meanwhile.
void stitchInAction(QObject *home, const StitchRequest &request);

} // namespace Holdfast
