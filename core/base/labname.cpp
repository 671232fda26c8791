// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/labname.h"

#include <algorithm>

namespace Holdfast {

bool isLabName(const QString &name)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
               || c == u'.' || c == u'_' || c == u'-';
    };
    return !name.isEmpty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), isAllowed);
}

} // namespace Holdfast
