// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/responder.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief The answer to a request that waits for something: an event, a picture, the end of an
//! action. Occupies no thread.
//!
//! Answers once, and then deletes itself; so it does when the client leaves. It is the context
//! object of what would answer, and may keep what must live until then:
//!
//!     auto *answer = new LateAnswer(responder, owner);
//!     answer->answerAfter(wait, [] { return Response::noContent(); });
//!     connect(&hub, &Hub::changed, answer, [answer](const State &state) {
//!         answer->give(toResponse(state));
//!     });
class LateAnswer : public QObject
{
    Q_OBJECT
public:
    using MakeResponse = std::function<Response()>;

    //! Waits at most as long as \a owner lives.
    LateAnswer(const Responder &responder, QObject *owner);

    //! Answers, if that was not done yet. May be called by what keep() keeps.
    void give(const Response &response);

    //! Answers with the result of \a make when \a time is over.
    void answerAfter(std::chrono::milliseconds time, MakeResponse make);
    //! Answers with the result of \a make when the client says that it sends no more, and so may be
    //! gone: for a wait that may be long.
    void answerOnceFinished(MakeResponse make);
    //! Answers with the result of \a make, instead of a 503, when the server closes.
    void answerAtClosing(MakeResponse make) { m_atClosing = std::move(make); }

    //! Keeps \a what until the answer.
    void keep(std::shared_ptr<const void> what) { m_kept.push_back(std::move(what)); }

    //! Answers all requests that wait with \a owner, because the server closes.
    static void closeAll(const QObject *owner);

private:
    const Responder m_responder;
    MakeResponse m_atClosing;
    std::vector<std::shared_ptr<const void>> m_kept;
};

} // namespace Holdfast
