// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/parse/headers.h"

#include <QHostAddress>

#include <functional>
#include <optional>

namespace Holdfast {

//! \brief The facts that proxies report about a request that they forward.
struct Forwarding
{
    //! \brief The sender of the request.
    struct Client
    {
        QHostAddress address {}; //!< null: the proxy keeps it secret
        quint16 port = 0;        //!< 0: not reported

        friend bool operator==(const Client &, const Client &) = default;
    };

    bool isTold = false; //!< a proxy has reported anything at all
    std::optional<Client> client {};
    QByteArray scheme {};    //!< "http" or "https"; empty: not reported
    QByteArray authority {}; //!< the one it was sent to; empty: not reported
};

//! Reads Forwarded (RFC 7239) and X-Forwarded-For, -Proto, -Host and -Port. Each proxy adds to
//! their ends; entries before the last one that \a isTrusted are not believed. Where the two
//! disagree about the client (one of them may be the client's own), no client is reported.
Forwarding forwardingOf(const Headers &headers,
                        const std::function<bool(const QHostAddress &)> &isTrusted);

} // namespace Holdfast
