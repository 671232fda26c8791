// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns whether \a pattern is a media type or a range of them: "image/png", "image/*" or "*/*",
//! perhaps with parameters.
bool isMediaTypePattern(const QString &pattern);

//! Returns whether \a pattern contains a wildcard.
bool isMediaTypeWildcard(const QString &pattern);

//! Returns whether \a mediaType matches \a pattern; an empty \a pattern matches all. Parameters (";
//! charset=utf-8") do not count.
bool matchesMediaType(const QString &mediaType, const QString &pattern);

} // namespace Holdfast
