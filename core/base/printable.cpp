// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/printable.h"

#include <QChar>

namespace Holdfast {

namespace {

bool isHiddenCharacter(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate: // an unpaired one
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

void appendEscaped(QString &result, QChar unit)
{
    result += QStringLiteral("\\u%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'));
}

} // namespace

QString printable(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair =
            text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t character =
            isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        for (const QChar unit : text.mid(i, isPair ? 2 : 1)) {
            if (isHiddenCharacter(character))
                appendEscaped(result, unit);
            else
                result += unit;
        }
        i += isPair ? 1 : 0;
    }
    return result;
}

} // namespace Holdfast
