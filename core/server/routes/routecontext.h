// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/responder.h"
#include "core/server/routes/errorresponse.h"
#include "core/session/session.h"

#include <QString>

#include <utility>

class QObject;

namespace Holdfast {

class Station;

//! \brief What every route needs. A value; routes keep copies.
struct RouteContext
{
    Station *station;
    QString prefix; //!< before every path: "/api/v1", or empty
    QObject *owner; //!< in the server's thread, for as long as it serves

    //! Nobody's session: to look at what there is.
    Session session() const;
    //! The session of whoever sent \a request.
    Session session(const Request &request) const;

    //! \a path ("/blob/ID") as an address that the sender of \a request can reach.
    QString address(const Request &request, const QString &path) const;

    //! Answers as soon as \a reply is there: with what \a toResponse makes of a good result, with
    //! the error otherwise. A client that leaves meanwhile changes nothing.
    template<typename T, typename ToResponse>
    void answer(Reply<T> reply, const Responder &responder, ToResponse toResponse) const
    {
        reply.then(owner, [responder, toResponse = std::move(toResponse)](const Result<T> &result) {
            responder.reply(guarded(
                [&] { return result ? toResponse(result) : toResponseOf(result.error()); }));
        });
    }

private:
    static Response toResponseOf(const Error &error) { return toResponse(error); }
};

} // namespace Holdfast
