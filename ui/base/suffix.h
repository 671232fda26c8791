// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns \a path with \a suffix ("jpg"), unless it ends already with an equivalent one ("jpeg").
//! Another end is part of the name: "sample.3" becomes "sample.3.jpg". An empty suffix adds
//! nothing.
QString withSuffix(const QString &path, const QString &suffix);

} // namespace Holdfast
