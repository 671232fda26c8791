// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/headers.h"

#include <QHostAddress>

#include <functional>
#include <optional>

namespace Holdfast {

//! \brief What proxies say of a request that they pass on.
struct Forwarding
{
    //! \brief Who sent it.
    struct Client
    {
        QHostAddress address {}; //!< null: the proxy does not want to tell
        quint16 port = 0;        //!< 0: not told

        friend bool operator==(const Client &, const Client &) = default;
    };

    bool isTold = false; //!< a proxy has said anything at all
    std::optional<Client> client {};
    QByteArray scheme {};    //!< "http" or "https"; empty: not told
    QByteArray authority {}; //!< to which it was sent; empty: not told
};

//! Reads Forwarded (RFC 7239) and X-Forwarded-For, -Proto, -Host and -Port. Each proxy adds to their
//! ends; what was said before the last one that \a isTrusted is not believed. Where the two
//! disagree about the client (one of them may be the client's own), it is not told.
Forwarding forwardingOf(const Headers &headers,
                        const std::function<bool(const QHostAddress &)> &isTrusted);

} // namespace Holdfast
