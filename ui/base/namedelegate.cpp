// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/namedelegate.h"

namespace Holdfast {

QString NameDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    const QString mayBreakHere = QStringLiteral(".\u200b");
    return QStyledItemDelegate::displayText(value, locale).replace(u'.', mayBreakHere);
}

} // namespace Holdfast
