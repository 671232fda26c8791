// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/responder.h"
#include "core/server/stream/observationhub.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace Holdfast {

//! \brief A client that waits for the next notification of a topic. Occupies no thread; deletes
//! itself.
//!
//! The answer's Last-Event-ID names the notification: a client that sends it with its next request
//! misses none in between.
class LongPoll : public QObject
{
    Q_OBJECT
public:
    //! Answers with the first one after \a time (0: from now on), with 204 if none comes within \a
    //! wait or before the client says that it sends no more, with 503 if the server closes.
    static void begin(ObservationHub &hub, const Topic &topic, qint64 time,
                      std::optional<std::chrono::milliseconds> wait, const Responder &responder);

private:
    LongPoll(ObservationHub &hub, const Responder &responder);
    void tell(const Notification &notification);
    void end(const Response &response);

    Responder m_responder;
    std::shared_ptr<Observation> m_observation;
};

} // namespace Holdfast
