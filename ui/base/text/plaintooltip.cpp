// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/plaintooltip.h"

#include "ui/base/text/literal.h"

namespace Holdfast {

QString plainToolTip(const QString &text)
{
    constexpr qsizetype longest = 2000;
    if (text.isEmpty())
        return {};
    const QString shown =
        text.size() > longest ? text.left(longest) + QStringLiteral(" \u2026") : text;
    // Marked as HTML in any case, so that Qt does not have to guess, with nothing of it in the
    // text.
    return QStringLiteral("<span style=\"white-space: pre-wrap\">%1</span>")
        .arg(literal(shown).toHtmlEscaped());
}

} // namespace Holdfast
