// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

class ThingRegistry;

//! Lets configurations that were written for the OpenFlexure Microscope's server name its classes:
//! those that there is a Thing for stand for it, of the others it is said what is to be done.
void addOpenFlexureClasses(ThingRegistry &registry);

} // namespace Holdfast
