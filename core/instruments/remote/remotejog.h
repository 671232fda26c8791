// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstream.h"
#include "core/instruments/remote/upstream/upstreamdescription.h"

#include <QMap>

#include <chrono>
#include <memory>

namespace Holdfast {

//! \brief One jog of a stage at another server, as a renewable action here: it has this station's lock for as long as its
//! client goes on asking, and the stage is stopped there when it does not.
//!
//! A LabThings server answers each command at once, and carries it out meanwhile; another Holdfast has one invocation for all
//! of them. Both take {"stop": true} as the end.
class RemoteJog
{
public:
    //! How long a command is obeyed after it was asked for: OpenFlexure's web app sends one each 300 ms.
    static constexpr std::chrono::milliseconds patience {500};
    //! How often the other server is asked how it goes, and how long it may take to answer.
    static constexpr std::chrono::milliseconds pause {100};
    static constexpr std::chrono::milliseconds limit {1000};

    //! The boolean input that ends a jog.
    static QString end() { return QStringLiteral("stop"); }
    //! Returns whether \a action is a jog: it has that name, and that input.
    static bool isJog(const UpstreamAction &action);

    RemoteJog(std::shared_ptr<Upstream> upstream, QString thing, UpstreamAction action);
    //! Tells the stage to stop, unless run() has done so.
    ~RemoteJog();
    Q_DISABLE_COPY_MOVE(RemoteJog)

    //! Runs the jog until it ends, in a worker. Throws what Upstream::refuse() and Upstream::fail() throw, and
    //! InvocationCancelled.
    void run(const Json &first);

private:
    using Clock = std::chrono::steady_clock;

    void send(const Json &command);
    StationAnswer ask(const Json &command);
    void halt();
    void look();
    void note(const Json &invocation);

    const std::shared_ptr<Upstream> m_upstream;
    const QString m_thing;
    const UpstreamAction m_action;
    bool m_mayMove = false;         //!< the server may have taken a command since the last stop
    QMap<QString, QString> m_calls; //!< the ids of invocations that run there, and their paths
};

} // namespace Holdfast
