// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lease.h"

#include "app/holdfastctl/jsonread.h"

#include <algorithm>

namespace Holdfast::Ctl {

std::optional<Lease> readLease(const Json &json)
{
    const std::optional<qint64> id = JsonRead::number(json, "id");
    const std::optional<qint64> generation = JsonRead::number(json, "generation");
    const auto ttl = JsonRead::duration(json, "ttl_ms");
    const QByteArray token = JsonRead::text(json, "token").toUtf8();
    const bool canBeSent = !token.isEmpty() && std::all_of(token.begin(), token.end(), [](char c) {
        return c > 0x20 && c < 0x7f;
    });
    if (!id || !generation || !ttl || ttl->count() < 3 || !canBeSent)
        return {};
    return Lease {*id, token, *generation, *ttl};
}

} // namespace Holdfast::Ctl
