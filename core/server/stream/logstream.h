// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/eventsource.h"
#include "core/server/stream/observationhub.h"

#include <memory>

namespace Holdfast {

//! \brief An invocation's log as server-sent events, from an entry on to the invocation's end. Each
//! event's id is the number of the next entry, where a client resumes.
class LogStream : public EventSource
{
    Q_OBJECT

public:
    LogStream(ObservationHub &hub, const Session &session, const QUuid &invocation, qint64 from);

protected:
    void send() override;

private:
    const Session m_session;
    const QUuid m_id;
    qint64 m_next;
    std::shared_ptr<Observation> m_observation;
};

} // namespace Holdfast
