// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ratelimit.h"
#include "core/server/access/access.h"
#include "core/server/admission/accessoptions.h"
#include "core/server/admission/failedattempts.h"
#include "core/server/http/request.h"
#include "core/server/http/responder.h"
#include "core/server/http/response.h"

#include <QObject>

namespace prometheus {
class Counter;
} // namespace prometheus

namespace Holdfast {

class Metrics;

//! \brief Decides which requests a server carries out.
//!
//! A request from a program on this machine needs nothing, others need a token, unless the options say otherwise. Any request
//! that is refused is answered here: with 401 when it has no valid token, which is answered late when it had a wrong one, and
//! with 403 when the role of its token is not enough. Lives in the thread of the server.
class AccessControl : public QObject
{
    Q_OBJECT
public:
    //! \a metrics, which may be null, outlives this. Answers that are late wait as long as \a owner lives.
    AccessControl(const AccessOptions &options, Metrics *metrics, QObject *owner);

    //! Returns what the sender of \a request may do, judged by its head.
    Access identify(const Request &request) const;

    //! Returns whether \a request may have what needs \a need. Otherwise it is answered.
    bool admit(const Request &request, Need need, const Responder &responder);

    //! Returns whether \a access, which was good before, is still good.
    bool isStillGood(const Access &access) const;

    //! Returns whether \a token is valid, for the login page.
    bool isValid(const QByteArray &token) const;
    //! Answers a request with a wrong token in its body by \a response, late, as one in its head.
    void refuseLogin(const Request &request, const Responder &responder, const Response &response);

Q_SIGNALS:
    //! Emitted, in the thread of the server, when there are other tokens than before.
    void tokensChanged();

private:
    void refuseUnknown(const Request &request, const Responder &responder);
    void answerLate(const Request &request, const Responder &responder, const Response &response);
    void refuseRole(const Request &request, Need need, const Responder &responder);

    const AccessOptions m_options;
    QObject *const m_owner;
    FailedAttempts m_failedAttempts;
    RateLimit m_logged;
    prometheus::Counter *m_withoutToken = nullptr; //!< null without metrics, as the other two
    prometheus::Counter *m_wrongToken = nullptr;
    prometheus::Counter *m_wrongRole = nullptr;
};

} // namespace Holdfast
