// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "core/thing/affordances/runtimeaffordances.h"

namespace Holdfast {

//! \name The affordances that a Thing declares at run time, as those of a class. They throw
//! DeclarationError when the declaration is wrong.
//! @{

PropertyAffordance toAffordance(const RuntimeProperty &property);
ActionAffordance toAffordance(const RuntimeAction &action);
EventAffordance toAffordance(const RuntimeEvent &event);

//! @}

} // namespace Holdfast
