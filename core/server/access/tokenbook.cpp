// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/access/tokenbook.h"

#include "core/server/access/token.h"

#include <algorithm>

namespace Holdfast {

std::optional<TokenRecord> TokenBook::find(const QByteArray &token) const
{
    const QByteArray digest = digestOf(token);
    std::optional<TokenRecord> found;
    for (const TokenRecord &record : m_records) {
        if (areEqualInConstantTime(record.digest, digest))
            found = record;
    }
    return found;
}

bool TokenBook::hasDigest(const QByteArray &digest) const
{
    bool isThere = false;
    for (const TokenRecord &record : m_records) {
        if (areEqualInConstantTime(record.digest, digest))
            isThere = true;
    }
    return isThere;
}

const TokenRecord *TokenBook::named(const QString &name) const
{
    const auto found =
        std::find_if(m_records.cbegin(), m_records.cend(),
                     [&name](const TokenRecord &record) { return record.name == name; });
    return found == m_records.cend() ? nullptr : &*found;
}

bool TokenBook::remove(const QString &name)
{
    return m_records.removeIf([&name](const TokenRecord &record) { return record.name == name; })
           > 0;
}

} // namespace Holdfast
