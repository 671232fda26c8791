// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/admission/accessoptions.h"
#include "core/server/http/limits/clientquotas.h"
#include "core/server/http/request.h"
#include "core/server/http/responder.h"
#include "core/server/routes/errorresponse.h"
#include "core/session/session.h"
#include "core/thing/pluginreport.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <utility>

class QObject;

namespace Holdfast {

class AccessControl;
class KeptLog;
class LabHub;
class LockHub;
class Metrics;
class ObservationHub;
class Station;

//! Returns whether a Thing itself offers an affordance of that name, which then replaces ours.
bool isOffered(const Affordances &offered, QStringView name);

//! Returns "Lock-Generation: 17", for an answer under a lease; nothing for others.
Headers lockGeneration(const Session &session, quint64 generation);

//! \brief The data that every route needs. A value; routes keep copies.
struct RouteContext
{
    Station *station;
    QString prefix;             //!< before every path: "/api/v1", or empty
    ObservationHub *hub;        //!< as long as owner
    QObject *owner;             //!< in the server's thread, for as long as it serves
    LockHub *lock = nullptr;    //!< as long as owner
    Metrics *metrics = nullptr; //!< null: none are served
    std::function<Json()> configurationSchema {}; //!< empty: none is served
    PluginsReport plugins {};
    std::shared_ptr<const KeptLog> log {}; //!< null: none is served
    QString webAppFolder {};               //!< empty: there is no web app at the root
    AccessOptions access {};
    AccessControl *accessControl = nullptr; //!< as long as owner
    ClientQuotas *quotas = nullptr;         //!< as long as owner
    LabHub *lab = nullptr;                  //!< as long as owner; null: the station is in no lab

    //! Returns a session without a client, for reading.
    Session session() const;
    //! Returns the session of the sender of \a request, for everything but writes and actions. A
    //! lease that the request names counts as used.
    Session session(const Request &request) const;
    //! Returns a session without a client, which is enough to read a Value. A lease that \a request
    //! names counts as used.
    Session valueReader(const Request &request) const;
    //! Returns the session in which the sender of \a request may write or act: its own, or the same under
    //! the lease that its Lock-Token header names. Fails with Gone or Forbidden when there is no such lease,
    //! or no longer, with Outdated when its If-Lock-Generation header names another generation than the
    //! lease's, and with Invalid when that header is no number, or comes without a token.
    Result<Session> lockedSession(const Request &request) const;

    //! Takes \a amount of what is limited for the sender of \a request. Returns null when it may not have that: then the request is
    //! answered.
    std::shared_ptr<QuotaShare> take(Counted what, const Request &request,
                                     const Responder &responder, qint64 amount = 1) const;
    //! Returns whether the sender of \a request may have one more request waiting for the lock, to which \a session leads.
    //! Otherwise the request is answered.
    bool mayWait(const Request &request, const Session &session, const Responder &responder) const;
    //! Returns whether the sender of \a request may begin one more invocation. Otherwise the request is answered.
    bool mayInvoke(const Request &request, const Responder &responder) const;
    //! Returns whether the sender of \a request may have one more lease. Otherwise the request is answered.
    bool mayLease(const Request &request, const Responder &responder) const;

    //! Returns \a path ("/blob/ID") as an address that the sender of \a request can reach.
    QString address(const Request &request, const QString &path) const;

    //! Answers as soon as \a reply is there: with the result of \a toResponse for a good one, with
    //! the error otherwise, both with the headers \a more. A request that waits for the lock is
    //! withdrawn when its client leaves, and also when the client says that it sends no more, as it
    //! may be gone; one that has begun goes on.
    template<typename T, typename ToResponse>
    void answer(Reply<T> reply, const Responder &responder, ToResponse toResponse,
                const Headers &more = {}) const
    {
        if (!reply.isFinished()) {
            responder.onGone(owner, [reply] { reply.withdraw(); });
            responder.onFinished(owner, [reply] { reply.withdraw(); });
        }
        reply.then(owner, [responder, more,
                           toResponse = std::move(toResponse)](const Result<T> &result) {
            Response response =
                guarded([&] { return result ? toResponse(result) : toResponseOf(result.error()); });
            for (const Headers::Field &field : more)
                response.headers.add(field.first, field.second);
            responder.reply(response);
        });
    }

private:
    bool isFree(const std::optional<LimitHit> &hit, const Responder &responder) const;
    static Response toResponseOf(const Error &error) { return toResponse(error); }
};

} // namespace Holdfast
