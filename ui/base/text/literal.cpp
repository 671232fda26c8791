// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/literal.h"

#include <algorithm>

namespace Holdfast {

bool turnsText(QChar letter)
{
    const char16_t code = letter.unicode();
    return code == 0x061c || code == 0x200e || code == 0x200f // marks
           || (code >= 0x202a && code <= 0x202e)              // embeddings and overrides
           || (code >= 0x2066 && code <= 0x2069);             // isolates
}

QString literal(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), turnsText))
        return text;
    QString shown = text;
    std::replace_if(shown.begin(), shown.end(), turnsText, QChar(QChar::ReplacementCharacter));
    return shown;
}

} // namespace Holdfast
