// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/parse/entitytags.h"
#include "core/server/http/responder.h"
#include "core/server/stream/lockhub.h"

#include <QObject>

#include <chrono>

namespace Holdfast {

//! Returns the answer with \a state, or a 304 where \a isKnown, with the headers \a more.
Response lockResponse(const LockState &state, bool isKnown, const Headers &more = {});

//! \brief A client that knows the lock's state and waits for the next one. Occupies no thread;
//! deletes itself.
class LockPoll : public QObject
{
    Q_OBJECT
public:
    //! Answers with the first state that has none of the tags \a known, with 304 if there is none
    //! within \a wait or before the client says that it sends no more, with 503 if the server
    //! closes; a good answer has the headers \a more.
    static void begin(LockHub &hub, const EntityTags &known, std::chrono::milliseconds wait,
                      const Responder &responder, const Headers &more);

private:
    LockPoll(LockHub &hub, const EntityTags &known, const Responder &responder,
             const Headers &more);
    void look(const LockState &state);
    void giveUp();
    void end(const Response &response);

    const EntityTags m_known;
    LockHub &m_hub;
    const Responder m_responder;
    const Headers m_more;
};

} // namespace Holdfast
