// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/preferredwait.h"

#include <algorithm>

namespace Holdfast {

namespace {

bool isWholeNumber(const QByteArray &text)
{
    return !text.isEmpty()
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

//! Returns the value of the first "wait" among all preferences; empty without one.
QByteArray wish(const Headers &headers)
{
    for (const QByteArray &preference : headers.list("prefer")) {
        // The text after a semicolon is parameters, of which "wait" has none.
        const QByteArray plain = preference.split(';').first();
        const qsizetype equals = plain.indexOf('=');
        if (plain.left(equals).trimmed().toLower() == "wait" && equals > 0)
            return plain.mid(equals + 1).trimmed();
    }
    return {};
}

} // namespace

PreferredWait::PreferredWait(const Request &request, std::chrono::seconds longest)
{
    const QByteArray seconds = wish(request.headers);
    if (!isWholeNumber(seconds))
        return;
    bool fits = false;
    const qint64 wanted = seconds.toLongLong(&fits);
    m_wait = fits ? std::min(std::chrono::seconds(wanted), longest) : longest;
}

Headers PreferredWait::applied() const
{
    if (!m_wait)
        return {};
    return {{"preference-applied", "wait=" + QByteArray::number(qint64(m_wait->count()))}};
}

} // namespace Holdfast
