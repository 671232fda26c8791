// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/site/forwarding.h"

#include "core/server/http/parse/authority.h"

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

using IsTrusted = std::function<bool(const QHostAddress &)>;

constexpr std::array<const char *, 5> s_fields {"forwarded", "x-forwarded-for", "x-forwarded-proto",
                                                "x-forwarded-host", "x-forwarded-port"};

QByteArray unquoted(QByteArrayView text)
{
    if (text.size() < 2 || !text.startsWith('"') || !text.endsWith('"'))
        return text.toByteArray();
    QByteArray plain;
    const QByteArrayView inner = text.sliced(1).chopped(1);
    for (qsizetype i = 0; i < inner.size(); ++i) {
        if (inner[i] == '\\' && i + 1 < inner.size())
            ++i;
        plain += inner[i];
    }
    return plain;
}

// Returns the value of name in "for=192.0.2.43;proto=https"; no value used here has a semicolon in
// it.
QByteArray parameter(const QByteArray &element, QByteArrayView name)
{
    for (const QByteArray &pair : element.split(';')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            continue;
        const QByteArrayView key = withoutWhiteSpace(QByteArrayView(pair).first(equals));
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return unquoted(withoutWhiteSpace(QByteArrayView(pair).sliced(equals + 1)));
    }
    return {};
}

// Parses "192.0.2.43", "192.0.2.43:4711", "2001:db8::1", "[2001:db8::1]:4711", "unknown",
// "_secret".
Forwarding::Client clientIn(const QByteArray &text)
{
    const QHostAddress plain(QString::fromLatin1(text));
    if (!plain.isNull())
        return {plain, 0};
    if (!isAuthority(text))
        return {};
    return {QHostAddress(hostIn(text)), static_cast<quint16>(portIn(text).value_or(0))};
}

// Returns the index of the entry that the outermost trusted proxy made; the peer made the last one.
qsizetype outermost(const QByteArrayList &clients, const IsTrusted &isTrusted)
{
    qsizetype at = clients.size() - 1;
    while (at > 0 && isTrusted(clientIn(clients[at]).address))
        --at;
    return at;
}

// Returns the entry at that index; a proxy that does not add to a list replaces it.
QByteArray entryAt(const QByteArrayList &entries, qsizetype at, qsizetype size)
{
    if (entries.isEmpty())
        return {};
    return entries.size() == size ? entries[at] : entries.last();
}

Forwarding standardForwarding(const QByteArrayList &elements, const IsTrusted &isTrusted)
{
    QByteArrayList clients;
    for (const QByteArray &element : elements)
        clients << parameter(element, "for");
    const QByteArray &element = elements[outermost(clients, isTrusted)];
    Forwarding told;
    if (const QByteArray client = parameter(element, "for"); !client.isEmpty())
        told.client = clientIn(client);
    told.scheme = parameter(element, "proto").toLower();
    told.authority = parameter(element, "host");
    return told;
}

Forwarding customaryForwarding(const Headers &headers, const IsTrusted &isTrusted)
{
    const QByteArrayList clients = headers.list("x-forwarded-for");
    const qsizetype at = clients.isEmpty() ? 0 : outermost(clients, isTrusted);
    const auto entry = [&](const char *name) {
        return entryAt(headers.list(name), at, clients.size());
    };
    Forwarding told;
    if (!clients.isEmpty())
        told.client = clientIn(clients[at]);
    told.scheme = entry("x-forwarded-proto").toLower();
    told.authority = entry("x-forwarded-host");
    const QByteArray port = entry("x-forwarded-port");
    const bool isDefault = port == (told.scheme == "https" ? "443" : "80");
    if (!told.authority.isEmpty() && !port.isEmpty() && !isDefault && !portIn(told.authority))
        told.authority += ':' + port;
    return told;
}

} // namespace

Forwarding forwardingOf(const Headers &headers, const IsTrusted &isTrusted)
{
    Forwarding told = customaryForwarding(headers, isTrusted);
    if (const QByteArrayList elements = headers.list("forwarded"); !elements.isEmpty()) {
        const Forwarding standard = standardForwarding(elements, isTrusted);
        if (!told.client)
            told.client = standard.client;
        else if (standard.client && *standard.client != *told.client)
            told.client = Forwarding::Client {};
        if (told.scheme.isEmpty())
            told.scheme = standard.scheme;
        if (told.authority.isEmpty())
            told.authority = standard.authority;
    }
    told.isTold = std::any_of(s_fields.begin(), s_fields.end(),
                              [&headers](const char *name) { return headers.contains(name); });
    if (told.scheme != "http" && told.scheme != "https")
        told.scheme.clear();
    if (!isAuthority(told.authority))
        told.authority.clear();
    return told;
}

} // namespace Holdfast
