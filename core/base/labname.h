// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns whether a lab, a station or a resource may have this name: 1 to 64 letters of ASCII, digits, ".", "_" and "-".
bool isLabName(const QString &name);

} // namespace Holdfast
