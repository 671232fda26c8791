// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/headers.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"
#include "core/server/http/site.h"

#include <QString>

#include <optional>

namespace Holdfast {

//! \brief Under which names this server is reached, and which web pages may use it from inside
//! somebody's browser.
//!
//! A request to a host that is not ours (see Site) is answered with 421, whatever it asks for: it is
//! from a page whose owner lets that name point here, or from somebody whom the answer tells what to
//! configure.
//!
//! Programs that are no browser send no Origin and are not concerned by the rest. A page may if it
//! came from the same host, on whatever port, or from our public address. Every other page can neither
//! read a reply nor, since a browser sends some requests without asking first, change anything: it is
//! refused with 403.
class OriginPolicy
{
public:
    //! \a ownHost: what the server is configured to serve at, a name or an address.
    explicit OriginPolicy(const QString &ownHost = {}, const SiteOptions &site = {});

    //! Fills in where \a request was sent to, which everything below goes by.
    void locate(Request &request) const { m_site.locate(request); }

    //! The answer, where the policy itself gives it: to a preflight, or a refusal.
    std::optional<Response> answer(const Request &request) const;

    //! Whether \a request may open a WebSocket: what comes over it is kept from no page.
    bool mayOpenWebSocket(const Request &request) const;

    //! What a reply to \a request must carry for the page to be allowed to read it.
    Headers replyHeaders(const Request &request) const;

private:
    bool isAllowed(const Request &request) const;

    Site m_site;
};

} // namespace Holdfast
