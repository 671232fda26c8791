// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "core/thing/json/jsonconversion.h"

namespace Holdfast {

class Thing;

//! \name Reading, writing and running a Thing's affordances, in the calling thread.
//!
//! The functions take no lock and check no input: that is their caller's work. Exceptions of the
//! Thing's code pass through.
//! @{

Payload readProperty(const Thing &thing, const PropertyAffordance &property);

//! Writes \a value, which must have been validated against the property's schema; \a blobs are
//! those that it refers to.
void writeProperty(Thing &thing, const PropertyAffordance &property, const Json &value,
                   const QList<Blob> &blobs = {});

//! Restores the saved \a value of \a property, even where it is read-only; \a value must have been
//! validated.
void restoreProperty(Thing &thing, const PropertyAffordance &property, const Json &value);

//! Runs \a action with \a input, which must have been validated against the action's input schema;
//! \a blobs are those that it refers to.
Payload runAction(Thing &thing, const ActionAffordance &action, const Json &input,
                  const QList<Blob> &blobs = {});

//! @}

} // namespace Holdfast
