// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/payloadjson.h"

#include <map>
#include <string>

namespace Holdfast {

namespace {

using Addresses = std::map<std::string, std::string>;

void replaceAddresses(Json &json, const Addresses &addresses)
{
    if (json.is_object()) {
        if (const auto href = json.find("href"); href != json.end() && href->is_string()) {
            const auto address = addresses.find(href->get_ref<const std::string &>());
            if (address != addresses.end())
                *href = address->second;
        }
    }
    if (json.is_structured()) {
        for (Json &child : json)
            replaceAddresses(child, addresses);
    }
}

} // namespace

Json payloadJson(const Payload &output, const QString &root)
{
    Json json = output.json;
    if (output.blobs.isEmpty())
        return json;
    Addresses addresses;
    for (const Blob &blob : output.blobs) {
        const QString path = blobPath(blob.id());
        addresses.emplace(toUtf8String(path), toUtf8String(root + path));
    }
    replaceAddresses(json, addresses);
    return json;
}

Blob soleBlob(const Payload &output)
{
    if (output.blobs.size() != 1 || !output.json.is_object())
        return {};
    const auto href = output.json.find("href");
    const std::string path = toUtf8String(blobPath(output.blobs.first().id()));
    return href != output.json.end() && *href == path ? output.blobs.first() : Blob();
}

} // namespace Holdfast
