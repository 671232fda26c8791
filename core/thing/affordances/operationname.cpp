// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/operationname.h"

namespace Holdfast {

QString operationName(const QString &thing, const std::source_location &where)
{
    const QString signature = QString::fromUtf8(where.function_name());
    return thing + u'.' + signature.section(u'(', 0, 0).section(QStringLiteral("::"), -1);
}

} // namespace Holdfast
