// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/role.h"
#include "core/server/http/request.h"
#include "core/server/http/responder.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

//! \brief Finds the handler of a request by its method and the segments of its path.
//!
//! A template is a path whose segments are literals or "{name}" parameters, such as
//! "/action_invocations/{id}". The last one may be "{name*}", which stands for all segments from there on, with the
//! slashes between them. A literal beats a parameter, and any template without a
//! rest beats one with it. The cost of finding a handler does not
//! depend on how many there are. Used in the thread of the server only.
class Router
{
public:
    //! The segments in the places of each "{name}", percent-decoded; never empty. Those of a "{name*}" may be empty, but
    //! none of them has a slash of its own, which would have been sent encoded.
    using Captures = QHash<QString, QString>;
    //! Answers by \a responder, at once or later. Must not block.
    using Handler =
        std::function<void(const Request &, const Captures &, const Responder &responder)>;

    //! The condition for calling a handler.
    enum class Calls {
        //! If the client is still there, and the preconditions (RFC 9110, 13) of its request hold.
        IfWanted,
        //! In all cases, even if the preconditions do not hold or the client is gone.
        Always,
    };

    Router();
    ~Router();
    Q_DISABLE_COPY_MOVE(Router)

    //! Returns whether a request may have what needs that; otherwise it has answered.
    using Guard = std::function<bool(const Request &, Need, const Responder &)>;

    //! Sets what admits each request before anything is said about it. Without a guard all are admitted.
    void setGuard(Guard guard) { m_guard = std::move(guard); }

    //! Registers \a handler. It needs \a need; when that is not given, reading for Get and Options, and acting for the other
    //! methods. A handler for Get also answers Head. A place that is taken, or a
    //! template that does not begin with '/', is a programming error: it ends the program.
    void add(Method method, const QString &pathTemplate, Handler handler,
             Calls calls = Calls::IfWanted, std::optional<Need> need = {});

    //! Calls the handler, or answers: 404; 405 with the allowed methods; 204 to OPTIONS; 412 where
    //! a precondition does not hold; 307 where only the '/' at the end is too many or missing.
    //! Exceptions of the handler pass through.
    void route(const Request &request, const Responder &responder) const;

    //! Returns all registered endpoints, in that order: "GET /action_invocations/{id}"; "{name*}" is "{name}" there.
    QStringList endpoints() const { return m_endpoints; }

private:
    struct Node;
    //! Returns the answer to OPTIONS of the server as a whole.
    QByteArray allMethods() const;
    //! Returns whether a template without a "{name*}" fits the path.
    bool isServedAt(const QByteArray &rawPath) const;

    std::unique_ptr<Node> m_root;
    Guard m_guard;
    QStringList m_endpoints;
};

} // namespace Holdfast
