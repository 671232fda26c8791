// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/request.h"

#include <array>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::array<std::pair<Method, const char *>, 8> s_methods {{
    {Method::Get, "GET"},
    {Method::Put, "PUT"},
    {Method::Post, "POST"},
    {Method::Delete, "DELETE"},
    {Method::Head, "HEAD"},
    {Method::Options, "OPTIONS"},
    {Method::Patch, "PATCH"},
    {Method::Trace, "TRACE"},
}};

} // namespace

QByteArray toByteArray(Method method)
{
    for (const auto &[value, name] : s_methods) {
        if (value == method)
            return name;
    }
    return {};
}

Method methodFrom(QByteArrayView name)
{
    for (const auto &[value, text] : s_methods) {
        if (name == QByteArrayView(text))
            return value;
    }
    return Method::Other;
}

QString Request::baseUrl() const
{
    if (!base.isEmpty())
        return base;
    return QStringLiteral("http://") + QString::fromLatin1(headers.value("host"));
}

QString Request::peerName() const
{
    if (peerAddress.isNull())
        return QStringLiteral("unknown");
    if (peerPort == 0)
        return peerAddress.toString();
    const QString address = peerAddress.toString();
    const bool isV6 = peerAddress.protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? u'[' + address + u']' : address) + u':' + QString::number(peerPort);
}

} // namespace Holdfast
