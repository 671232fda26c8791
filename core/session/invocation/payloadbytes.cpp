// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/payloadbytes.h"

namespace Holdfast {

namespace {

// Arrays and objects may be deep, but not deeper than foreign JSON may be.
qint64 bytesOf(const Json &json)
{
    auto bytes = qint64(sizeof(Json));
    if (json.is_string()) {
        bytes += qint64(sizeof(std::string) + json.get_ref<const std::string &>().size());
    } else if (json.is_array()) {
        for (const Json &item : json)
            bytes += bytesOf(item);
    } else if (json.is_object()) {
        for (auto member = json.begin(); member != json.end(); ++member)
            bytes += qint64(sizeof(std::string) + member.key().size()) + bytesOf(member.value());
    }
    return bytes;
}

} // namespace

qint64 bytesOf(const Payload &payload)
{
    qint64 bytes = bytesOf(payload.json);
    for (const Blob &blob : payload.blobs)
        bytes += blob.isFile() ? 0 : blob.size();
    return bytes;
}

} // namespace Holdfast
