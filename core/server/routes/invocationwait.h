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

//! Whether the sender wants its answer at once: "Prefer: respond-async" (RFC 7240).
bool prefersToPoll(const Request &request);

//! \brief The answer to an action's start waits a moment for the action's end, so that whoever starts
//! a fast one need not ask for it again. Occupies no thread; deletes itself.
class InvocationWait : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds longest {50};

    using ToResponse = std::function<Response(const InvocationRecord &)>;

    //! Answers with what \a toResponse makes of the invocation as it is when it has ended, or after
    //! the moment. If the client leaves meanwhile, or says that it sends nothing more, the invocation
    //! is withdrawn.
    static void begin(const Session &session, const InvocationRecord &invocation,
                      const Responder &responder, ToResponse toResponse, QObject *owner);

private:
    InvocationWait(Responder responder, ToResponse toResponse, QObject *owner);
    void end(const Result<InvocationRecord> &invocation);

    Responder m_responder;
    ToResponse m_toResponse;
};

} // namespace Holdfast
