// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/responder.h"
#include "core/session/session.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace Holdfast {

//! Returns whether the sender asks for its answer at once: "Prefer: respond-async" (RFC 7240).
bool prefersToPoll(const Request &request);

//! \brief Delays the answer to an action's start for a moment until the action's end, so that the
//! caller of a fast one need not ask again. Occupies no thread; deletes itself.
class InvocationWait : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds longest {50};

    using ToResponse = std::function<Response(const InvocationRecord &)>;

    //! Answers with the result of \a toResponse for the invocation when it has ended, or after that
    //! moment. If the client leaves meanwhile, or says that it sends no more, the invocation is
    //! withdrawn.
    static void begin(const Session &session, const InvocationRecord &invocation,
                      const Responder &responder, ToResponse toResponse, QObject *owner);

private:
    InvocationWait(Responder responder, ToResponse toResponse, QObject *owner);
    void end(const Result<InvocationRecord> &invocation);

    Responder m_responder;
    ToResponse m_toResponse;
};

} // namespace Holdfast
