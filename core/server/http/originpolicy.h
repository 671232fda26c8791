// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/headers.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"

#include <QString>

#include <optional>

namespace Holdfast {

//! \brief Which web pages may use this server from inside somebody's browser.
//!
//! Programs that are no browser send no Origin and are not concerned. A page may if it came from
//! the same host, on whatever port. Every other page can neither read a reply nor, since a browser
//! sends some requests without asking first, change anything: it is refused with 403.
//!
//! Whoever owns a name can let it point here (DNS rebinding), and then is of the same host. So the
//! host must be an address, "localhost", or the name that the server is configured with; under any
//! other name every request with an Origin is refused.
class OriginPolicy
{
public:
    //! \a ownHost: what the server is configured to serve at, a name or an address.
    explicit OriginPolicy(const QString &ownHost = {});

    //! The answer, where the policy itself gives it: to a preflight, or a refusal.
    std::optional<Response> answer(const Request &request) const;

    //! Whether \a request may open a WebSocket: what comes over it is kept from no page.
    bool mayOpenWebSocket(const Request &request) const;

    //! What a reply to \a request must carry for the page to be allowed to read it.
    Headers replyHeaders(const Request &request) const;

private:
    bool isOwn(const QString &host) const;
    bool isAllowed(const Request &request) const;

    QString m_ownHost; //!< in the form of QUrl::host()
};

} // namespace Holdfast
