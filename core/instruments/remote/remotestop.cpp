// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/remotestop.h"

#include "core/instruments/remote/remotething.h"
#include "core/thing/json/foreignjson.h"
#include "core/thing/thingerror.h"
#include "core/wire/jsonread.h"

#include <algorithm>

namespace Holdfast {

namespace {

std::optional<UpstreamAction> actionOf(const UpstreamDescription &thing, const QString &name)
{
    const auto found =
        std::find_if(thing.actions.begin(), thing.actions.end(),
                     [&name](const UpstreamAction &action) { return action.name == name; });
    return found == thing.actions.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::optional<RemoteStop> stopOf(const UpstreamDescription &thing, const QString &configured)
{
    if (configured.isEmpty()) {
        if (const auto stop = actionOf(thing, QStringLiteral("stop")))
            return RemoteStop {*stop};
        const auto jog = actionOf(thing, QStringLiteral("jog"));
        if (jog && JsonRead::member(JsonRead::member(jog->input, "properties"), "stop").is_object())
            return RemoteStop {*jog, {{"stop", true}}};
        return {};
    }
    const QString name = configured.section(u' ', 0, 0);
    const QString text = configured.section(u' ', 1).trimmed();
    const auto action = actionOf(thing, name);
    if (!action)
        throw ThingError(
            RemoteThing::tr("The action \"%1\", which is to stop it, does not exist.").arg(name));
    RemoteStop stop {*action};
    if (!text.isEmpty()) {
        stop.input = foreignJsonOrNull(text.toUtf8());
        if (!stop.input.is_object())
            throw ThingError(
                RemoteThing::tr(
                    "The input \"%1\" of the action that is to stop it is no JSON object.")
                    .arg(text));
    }
    return stop;
}

} // namespace Holdfast
