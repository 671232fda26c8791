// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/limits/clientid.h"

#include "core/server/http/request.h"

namespace Holdfast {

namespace {

ClientId local()
{
    return {ClientId::Kind::Local, QByteArrayLiteral("local")};
}

} // namespace

bool isLoopbackAddress(const QHostAddress &address)
{
    bool isV4 = false;
    const QHostAddress v4(address.toIPv4Address(&isV4));
    return address.isLoopback() || (isV4 && v4.isLoopback());
}

QByteArray computerKey(const QHostAddress &address)
{
    constexpr qsizetype networkBytes = 8;
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return QByteArray::number(v4);
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(v6.c), networkBytes).toHex();
}

ClientId ClientId::ofPeer(const QHostAddress &peer)
{
    return isLoopbackAddress(peer) ? local() : ClientId {Kind::Address, computerKey(peer)};
}

ClientId ClientId::of(const Request &request)
{
    if (request.access.reason == Access::Reason::Token)
        return {Kind::Token, "token " + request.access.name.toUtf8()};
    // What comes past a proxy does not come from this computer, even if it says so.
    if (request.isForwarded)
        return {Kind::Address, computerKey(request.peerAddress)};
    return ofPeer(request.peerAddress);
}

} // namespace Holdfast
