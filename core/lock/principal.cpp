// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/principal.h"

namespace Holdfast {

namespace {

QString hostOf(const QString &address)
{
    // Only an address in brackets, or one without further colons, ends with a port.
    const qsizetype colon = address.lastIndexOf(QLatin1Char(':'));
    const bool hasPort = colon >= 0
                         && (address.indexOf(QLatin1Char(':')) == colon
                             || address.at(colon - 1) == QLatin1Char(']'));
    return hasPort ? address.left(colon) : address;
}

} // namespace

Principal Principal::client(const QString &name, const QString &address)
{
    return {Kind::Client, name, address, name + QLatin1Char('@') + hostOf(address)};
}

QString Principal::toString() const
{
    const QString who = name.isEmpty() ? toWord(kind) : name;
    return address.isEmpty() ? who : QStringLiteral("%1 (%2)").arg(who, address);
}

QString toWord(Principal::Kind kind)
{
    switch (kind) {
    case Principal::Kind::Operator:
        return QStringLiteral("operator");
    case Principal::Kind::Client:
        return QStringLiteral("client");
    case Principal::Kind::System:
        break;
    }
    return QStringLiteral("system");
}

} // namespace Holdfast
