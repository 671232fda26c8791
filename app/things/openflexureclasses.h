// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

class ThingRegistry;

//! Lets configurations that were written for the OpenFlexure Microscope's server name its classes:
//! a Thing here stands for each class that has a counterpart; for the others an error tells the
//! user what to do.
void addOpenFlexureClasses(ThingRegistry &registry);

} // namespace Holdfast
