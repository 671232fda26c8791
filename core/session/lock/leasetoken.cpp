// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/leasetoken.h"

#include "core/base/randombytes.h"

#include <QCryptographicHash>

namespace Holdfast {

namespace {

constexpr auto s_scheme = "hf1";
constexpr qsizetype s_secretDigits = 48;

} // namespace

LeaseToken LeaseToken::create(const QDateTime &run, quint64 lease)
{
    return {run, lease, randomBytes(s_secretDigits / 2).toHex()};
}

std::optional<LeaseToken> LeaseToken::parse(const QByteArray &text)
{
    const QByteArrayList parts = text.split('.');
    if (parts.size() != 4 || parts[0] != s_scheme || parts[3].size() != s_secretDigits)
        return {};
    bool isRun = false;
    bool isLease = false;
    const qint64 run = parts[1].toLongLong(&isRun, 16);
    const quint64 lease = parts[2].toULongLong(&isLease);
    if (!isRun || !isLease || run < 0)
        return {};
    return LeaseToken {QDateTime::fromMSecsSinceEpoch(run).toUTC(), lease, parts[3]};
}

QByteArray LeaseToken::toByteArray() const
{
    const QByteArrayList parts {s_scheme, QByteArray::number(run.toMSecsSinceEpoch(), 16),
                                QByteArray::number(lease), secret};
    return parts.join('.');
}

QByteArray LeaseToken::hash() const
{
    return QCryptographicHash::hash(toByteArray(), QCryptographicHash::Sha256);
}

} // namespace Holdfast
