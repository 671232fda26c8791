// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/remotesaid.h"

#include "core/instruments/remote/remotething.h"
#include "core/instruments/remote/upstream/upstreamstore.h"
#include "core/wire/jsonread.h"

namespace Holdfast {

namespace {

constexpr std::chrono::milliseconds s_limit {5000};

StationAnswer ask(Upstream &upstream, const QString &path)
{
    StationRequest request {.path = path};
    request.limit = s_limit;
    return upstream.connection().ask(request);
}

//! Returns the paths at which an OpenAPI document describes an MJPEG stream.
QStringList streamsIn(const Json &document)
{
    QStringList streams;
    const Json &paths = JsonRead::member(document, "paths");
    if (!paths.is_object())
        return streams;
    for (const auto &[path, methods] : paths.items()) {
        const Json &responses = JsonRead::member(JsonRead::member(methods, "get"), "responses");
        const Json &content = JsonRead::member(JsonRead::member(responses, "200"), "content");
        if (!content.is_object())
            continue;
        for (const auto &type : content.items()) {
            if (QByteArray::fromStdString(type.key()).startsWith("multipart/x-mixed-replace"))
                streams << toQString(path);
        }
    }
    return streams;
}

//! Asks, or takes what was said at an earlier start.
class Asking
{
public:
    Asking(Upstream &upstream, UpstreamWatch::Places places)
        : m_upstream(upstream)
    {
        m_said.places = std::move(places);
    }

    RemoteSaid ask(const QString &invocations)
    {
        QUrl key = m_upstream.connection().origin();
        key.setPath(m_said.places.descriptions);
        const UpstreamStore store(key);
        Json all = askServer(invocations);
        if (all.is_null())
            all = store.load();
        else
            m_said.notSaved = store.save(all);
        if (JsonRead::flag(all, "lists_invocations"))
            m_said.places.invocations = invocations;
        const Json &streams = JsonRead::member(all, "streams");
        if (streams.is_array()) {
            for (const Json &stream : streams)
                m_said.streams << (stream.is_string() ? stream.get<QString>() : QString());
        }
        m_said.things = UpstreamWatch::read(JsonRead::member(all, "descriptions"), m_said.places,
                                            m_upstream.connection().origin());
        return std::move(m_said);
    }

private:
    Json askServer(const QString &invocations)
    {
        StationAnswer answer = Holdfast::ask(m_upstream, m_said.places.descriptions);
        if (answer.isMissing())
            m_said.down = answer.failure;
        else if (answer.status == 401)
            m_said.down =
                RemoteThing::tr("it wants a valid token, which the option token_file would name");
        else if (!answer.isGood())
            m_said.down =
                RemoteThing::tr("it answered %1 to the question for its Things").arg(answer.status);
        else if (UpstreamWatch::read(answer.body, m_said.places, m_upstream.connection().origin())
                     .isEmpty())
            m_said.down = RemoteThing::tr("what it answered describes no Thing");
        if (!m_said.down.isEmpty())
            return nullptr;
        Json all = {{"descriptions", std::move(answer.body)}};
        const StationAnswer list = Holdfast::ask(m_upstream, invocations);
        all["lists_invocations"] = list.isGood() && list.body.is_array();
        // The OpenAPI document is not below the prefix.
        const StationAnswer document = Holdfast::ask(m_upstream, QStringLiteral("/openapi.json"));
        all["streams"] = streamsIn(document.body);
        return all;
    }

    Upstream &m_upstream;
    RemoteSaid m_said;
};

} // namespace

RemoteSaid askForThings(Upstream &upstream, const QString &prefix)
{
    return Asking(upstream, {.descriptions = prefix + QStringLiteral("/thing_descriptions/")})
        .ask(prefix + QStringLiteral("/action_invocations"));
}

RemoteSaid askForThing(Upstream &upstream, const QString &path)
{
    // LabThings has the list beside its Things.
    const QString root = path.section(u'/', 0, -3);
    return Asking(upstream, {.descriptions = path, .isForAll = false})
        .ask(root + QStringLiteral("/action_invocations"));
}

std::optional<Fault> remoteFault(const UpstreamState &state, const QString &server,
                                 const std::optional<QString> &thing, bool isKnown)
{
    if (!state.down.isEmpty()) {
        Fault fault {
            .what = RemoteThing::tr("The server %1 cannot be used: %2.").arg(server, state.down)};
        fault.remedy =
            isKnown ? RemoteThing::tr(
                "Start it, or look at the network. Holdfast tries again and again.")
                    : RemoteThing::tr(
                        "Start it, or look at the network. Then restart Holdfast: it has never "
                        "seen this server, so its Things are not known.");
        return fault;
    }
    if (state.otherwise.isEmpty() || (thing && !state.otherwise.contains(*thing)))
        return {};
    Fault fault {
        .what = RemoteThing::tr("The server %1 describes its Things otherwise than when Holdfast "
                                "was started.")
                    .arg(server)};
    fault.remedy = RemoteThing::tr("Restart Holdfast, so that it offers what there is now.");
    fault.details = state.otherwise.join(QStringLiteral(", "));
    return fault;
}

} // namespace Holdfast
