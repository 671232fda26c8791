// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstreamblobs.h"
#include "core/instruments/remote/upstream/upstreamconnection.h"
#include "core/instruments/remote/upstream/upstreaminvocations.h"
#include "core/instruments/remote/upstream/upstreamwatch.h"
#include "core/thing/invocationrecord.h"

#include <memory>

namespace Holdfast {

//! \brief Another server, as the Things that stand for its Things share it.
class Upstream
{
public:
    explicit Upstream(const UpstreamServer &server);
    ~Upstream();
    Q_DISABLE_COPY_MOVE(Upstream)

    UpstreamConnection &connection() { return m_connection; }
    UpstreamInvocations &invocations() { return m_invocations; }
    UpstreamBlobs &blobs() { return m_blobs; }

    //! Makes the watch, which does not ask before beginWatch().
    void makeWatch(const UpstreamWatch::Places &places,
                   const QMap<QString, UpstreamDescription> &expected);
    //! Begins to watch. \a down: why the server is not there now; empty if it is.
    void beginWatch(const QString &down);
    //! Returns the watch, which lives in the connection's thread; for connecting its signals.
    UpstreamWatch *watch() { return m_watch.get(); }
    //! Calls a function of the watch, in its thread, later.
    void tellWatch(void (UpstreamWatch::*function)());

    //! Sends a request and waits for a good answer; throws what throwRefusal() throws.
    Json ask(StationRequest request);
    //! Throws what throwRefusal() throws, and lets the watch know.
    [[noreturn]] void refuse(const StationAnswer &answer);
    //! Throws what an \a invocation there means that ended otherwise than completed: InvocationCancelled, what
    //! throwProblem() throws, or a ThingError.
    [[noreturn]] void fail(const Json &invocation, const InvocationRecord &record);

private:
    UpstreamConnection m_connection;
    UpstreamInvocations m_invocations;
    UpstreamBlobs m_blobs;
    std::unique_ptr<UpstreamWatch> m_watch;
};

} // namespace Holdfast
