// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/basedtext.h"

namespace Holdfast {

namespace {

// A character that Unicode reserves for private use: no author's text contains it.
constexpr auto s_mark = "\xee\x80\x80";

// Returns the text escaped for JSON, without its quotation marks.
QByteArray escaped(const QString &text)
{
    return toBytes(Json(text)).sliced(1).chopped(1);
}

} // namespace

QString BasedText::base()
{
    return QString::fromUtf8(s_mark);
}

BasedText::BasedText(const Json &json)
{
    const QByteArray text = Holdfast::toBytes(json);
    const QByteArrayView mark(s_mark);
    qsizetype from = 0;
    for (qsizetype at = 0; (at = text.indexOf(mark, from)) >= 0; from = at + mark.size())
        m_pieces.append(text.sliced(from, at - from));
    m_pieces.append(text.sliced(from));
}

QByteArray BasedText::toBytes(const QString &baseUrl) const
{
    return m_pieces.join(escaped(baseUrl.sliced(QStringView(u"http").size())));
}

} // namespace Holdfast
