// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/parse/headers.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"
#include "core/server/http/site/site.h"

#include <QString>

#include <optional>

namespace Holdfast {

//! \brief The names under which this server is reached, and the web pages that may use it from
//! inside a browser.
//!
//! A request to a host that is not ours (see Site) is answered with 421, whatever it asks for: it
//! comes from a page whose owner lets that name point here, or from a user, whom the answer tells
//! what to configure.
//!
//! Programs that are no browser send no Origin and are not concerned by the rest. A page may use
//! the server if it came from the same host, on any port, from our public address, or from an origin
//! that the configuration allows. Other pages
//! can neither read a reply nor change anything: because a browser sends some requests without
//! asking first, they are refused with 403.
class OriginPolicy
{
public:
    //! Makes the policy. \a ownHost is the configured host, a name or an address.
    explicit OriginPolicy(const QString &ownHost = {}, const SiteOptions &site = {});

    //! Fills in the address to which \a request was sent, which the other functions use.
    void locate(Request &request) const { m_site.locate(request); }

    //! Returns whether \a peer is a proxy that is believed about the sender of a request.
    bool isTrustedProxy(const QHostAddress &peer) const { return m_site.isTrusted(peer); }

    //! Returns the policy's own answer, if it has one: to a preflight, or a refusal.
    std::optional<Response> answer(const Request &request) const;

    //! Returns whether \a request may open a WebSocket: a page can read everything that comes over
    //! it.
    bool mayOpenWebSocket(const Request &request) const;

    //! Returns the headers that a reply to \a request needs so that the page may read it.
    Headers replyHeaders(const Request &request) const;

private:
    bool isAllowed(const Request &request) const;

    Site m_site;
};

} // namespace Holdfast
