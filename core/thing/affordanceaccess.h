// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances.h"
#include "core/thing/jsonconversion.h"

namespace Holdfast {

class Thing;

//! \name Reading, writing and running what a Thing offers, in the calling thread.
//!
//! They take no lock and check no input: that is their caller's work. What the Thing's code throws
//! comes through.
//! @{

Output readProperty(const Thing &thing, const PropertyAffordance &property);

//! \a value must have been validated against the property's schema; \a blobs are those it refers to.
void writeProperty(Thing &thing, const PropertyAffordance &property, const Json &value,
                   const QList<Blob> &blobs = {});

//! Sets \a property as it was when it was saved, even where it is read-only; \a value must have been
//! validated.
void restoreProperty(Thing &thing, const PropertyAffordance &property, const Json &value);

//! \a input must have been validated against the action's input schema; \a blobs are those it refers
//! to.
Output runAction(Thing &thing, const ActionAffordance &action, const Json &input,
                 const QList<Blob> &blobs = {});

//! @}

} // namespace Holdfast
