// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

class ThingRegistry;

//! Adds the names of the classes that Holdfast's own plug-ins bring (core/families.cmake), each with the
//! package of its plug-in.
void addFamilies(ThingRegistry &registry);

} // namespace Holdfast
