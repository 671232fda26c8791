// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstream.h"
#include "core/instruments/remote/upstream/upstreamdescription.h"
#include "core/thing/invocationrecord.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief One run of an action at another server, in the worker that runs it here: its log and progress
//! become those of the invocation here, and a cancellation of that becomes one there.
class UpstreamInvocation
{
public:
    //! The pauses between two questions for its state: the first one, and the longest. Each is twice as
    //! long as the one before, so that a short action does not hold the lock for longer than it takes.
    static constexpr std::chrono::milliseconds firstPause {10};
    static constexpr std::chrono::milliseconds pause {200};

    //! \a isAsynchronous: the server answers at once, with an invocation, as LabThings does; otherwise it
    //! may as well answer at the end of the action.
    UpstreamInvocation(std::shared_ptr<Upstream> upstream, QString thing, UpstreamAction action,
                       bool isAsynchronous);

    //! Runs it and returns its output. Throws what the other server says, as throwProblem() does;
    //! InvocationCancelled; ThingError "UpstreamError" when the server is gone in the middle.
    Payload run(const Json &input, const QList<Blob> &blobs);

private:
    struct Cancelling;

    StationAnswer begin(const Json &input, Cancelling &cancelling);
    Json follow(Json invocation, Cancelling &cancelling);
    StationAnswer ask(const QString &path, Cancelling &cancelling);
    void forward(const InvocationRecord &record);

    const std::shared_ptr<Upstream> m_upstream;
    const QString m_thing;
    const UpstreamAction m_action;
    const bool m_isAsynchronous;
    qsizetype m_logged = 0;
    LogEntry m_lastLogged;
};

} // namespace Holdfast
