// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamblobs.h"

#include "core/instruments/remote/upstream/upstreamdownload.h"
#include "core/instruments/remote/upstream/upstreamerror.h"
#include "core/thing/validation/invalidinputerror.h"
#include "core/thing/workcontext.h"
#include "core/wire/jsonread.h"

#include <optional>

namespace Holdfast {

namespace {

bool isBlob(const Json &json)
{
    return json.is_object() && JsonRead::member(json, "href").is_string()
           && JsonRead::member(json, "media_type").is_string();
}

} // namespace

UpstreamBlobs::UpstreamBlobs(UpstreamConnection &connection)
    : m_connection(connection)
{
}

Payload UpstreamBlobs::fetched(Json output)
{
    Payload payload;
    fetchIn(output, payload.blobs);
    payload.json = std::move(output);
    return payload;
}

void UpstreamBlobs::fetchIn(Json &json, QList<Blob> &blobs)
{
    if (isBlob(json)) {
        const Blob blob = fetch(JsonRead::text(json, "href"), JsonRead::text(json, "media_type"),
                                JsonRead::text(json, "description"));
        blobs << blob;
        json = toPayload(QVariant::fromValue(blob)).json;
        return;
    }
    if (json.is_structured()) {
        for (Json &child : json)
            fetchIn(child, blobs);
    }
}

Blob UpstreamBlobs::fetch(const QString &href, const QString &mediaType, const QString &description)
{
    const QUrl url = m_connection.origin().resolved(QUrl(href));
    StationRequest request {.path = url.path(), .query = QUrlQuery(url)};
    request.limit = UpstreamConnection::limit;
    const auto download = UpstreamDownload::begin(m_connection, request);
    std::optional<CancelHook> hook;
    if (WorkContext *work = WorkContext::current())
        hook.emplace(*work, [download] {
            download->exchange().abort(QStringLiteral("the action was cancelled"));
        });
    const StationAnswer answer = download->exchange().wait();
    hook.reset();
    if (!answer.isGood()) {
        throwIfCancelled();
        throwRefusal(answer, m_connection.name());
    }
    const Blob blob = download->blob(mediaType, description);
    const std::lock_guard lock(m_mutex);
    m_known.removeIf([](const auto &known) { return known.value().blob.isGone(); });
    m_known.insert(blob.id(), {WeakBlob(blob), href});
    return blob;
}

Json UpstreamBlobs::sendable(Json input, const QList<Blob> &blobs)
{
    if (isBlob(input)) {
        const QString href = JsonRead::text(input, "href");
        for (const Blob &blob : blobs) {
            if (href != blobPath(blob.id()))
                continue;
            const std::lock_guard lock(m_mutex);
            const auto known = m_known.constFind(blob.id());
            if (known == m_known.cend())
                break;
            input["href"] = known->href;
            return input;
        }
        throw InvalidInputError(
            {.type = QStringLiteral("value_error"),
             .location = Json::array(),
             .message = QStringLiteral("The server %1 takes only blobs that its own actions have "
                                       "returned")
                            .arg(m_connection.name()),
             .input = input,
             .context = nullptr});
    }
    if (input.is_structured()) {
        for (Json &child : input)
            child = sendable(std::move(child), blobs);
    }
    return input;
}

} // namespace Holdfast
