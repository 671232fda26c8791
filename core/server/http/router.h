// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/responder.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief Finds the handler of a request by its method and the segments of its path.
//!
//! A template is a path whose segments are literals or "{name}" parameters, such as
//! "/action_invocations/{id}". A literal beats a parameter. What it costs to find a handler does
//! not depend on how many there are. Used in the thread of the server only.
class Router
{
public:
    //! What stood in the place of each "{name}", percent-decoded; never empty.
    using Captures = QHash<QString, QString>;
    //! Answers by \a responder, at once or later. Must not block.
    using Handler =
        std::function<void(const Request &, const Captures &, const Responder &responder)>;

    //! When a handler is called.
    enum class Calls {
        //! If the client is still there, and the preconditions (RFC 9110, 13) of its request hold.
        IfWanted,
        //! Whatever the request says besides, and even if its client is gone.
        Always,
    };

    Router();
    ~Router();
    Q_DISABLE_COPY_MOVE(Router)

    //! Registers \a handler. A handler for Get also answers Head. Adding to a place that is taken,
    //! or a template that does not begin with '/', is a mistake of the program: it ends it.
    void add(Method method, const QString &pathTemplate, Handler handler,
             Calls calls = Calls::IfWanted);

    //! Calls the handler, or answers: 404; 405 with what is allowed; 204 to OPTIONS; 412 where a
    //! precondition does not hold; 307 where only the '/' at the end is too many or missing. What the
    //! handler throws comes through.
    void route(const Request &request, const Responder &responder) const;

    //! Everything that was added, in that order: "GET /action_invocations/{id}".
    QStringList endpoints() const { return m_endpoints; }

private:
    struct Node;
    //! What OPTIONS of the server as a whole says.
    QByteArray allMethods() const;

    std::unique_ptr<Node> m_root;
    QStringList m_endpoints;
};

} // namespace Holdfast
