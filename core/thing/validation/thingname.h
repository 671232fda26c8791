// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns whether a Thing may have the name \a name: it has only letters from A to Z and a to z, digits, _ and -.
bool isThingName(const QString &name);

} // namespace Holdfast
