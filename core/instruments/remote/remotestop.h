// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstreamdescription.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief What stops a Thing of another server: an action, and its input.
struct RemoteStop
{
    //! So long a stop waits for the answers of the other server: an emergency stop has a second for all.
    static constexpr std::chrono::milliseconds limit {800};

    UpstreamAction action;
    Json input = Json::object();
};

//! Returns what stops \a thing. \a configured is "jog {\"stop\": true}", or empty: then it is the action
//! "stop", or else an action "jog" that takes "stop". Empty when there is none. Throws ThingError when
//! there is no such action, or the input is no JSON.
std::optional<RemoteStop> stopOf(const UpstreamDescription &thing, const QString &configured);

} // namespace Holdfast
