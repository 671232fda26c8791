// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Whether \a pattern says which media types are meant: "image/png", "image/*" or "*/*", perhaps
//! with parameters.
bool isMediaTypePattern(const QString &pattern);

//! Whether \a pattern leaves anything open.
bool isMediaTypeWildcard(const QString &pattern);

//! Whether something of \a mediaType is among those that \a pattern means; an empty \a pattern means
//! all. Parameters ("; charset=utf-8") do not count.
bool matchesMediaType(const QString &mediaType, const QString &pattern);

} // namespace Holdfast
