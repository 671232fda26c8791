// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstream.h"
#include "core/thing/fault.h"

#include <optional>

namespace Holdfast {

//! \brief What another server says about itself at the start, or has said at an earlier one.
struct RemoteSaid
{
    UpstreamWatch::Places places {};
    QMap<QString, UpstreamDescription> things {};
    //! The paths of its MJPEG streams, which descriptions of Things do not have.
    QStringList streams {};
    QString down {}; //!< why the server cannot be asked now; empty if it was
    //! What could not be saved for the next start; empty if nothing.
    QString notSaved {};

    //! Returns whether it has invocations and WebSockets as LabThings has.
    bool isLabThings() const { return !places.invocations.isEmpty(); }
};

//! Asks the server of \a upstream for its Things, whose paths begin with \a prefix. Blocks for at most
//! some ten seconds.
RemoteSaid askForThings(Upstream &upstream, const QString &prefix);
//! Asks for the one Thing whose description is at \a path.
RemoteSaid askForThing(Upstream &upstream, const QString &path);

//! Returns the fault that a server in \a state is, for all its Things, or for the one of the name \a
//! thing; empty when there is none.
std::optional<Fault> remoteFault(const UpstreamState &state, const QString &server,
                                 const std::optional<QString> &thing, bool isKnown);

} // namespace Holdfast
