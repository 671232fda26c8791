// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QByteArray>
#include <QMetaType>

#include <chrono>
#include <optional>

namespace Holdfast::Ctl {

//! \brief The lock, taken for longer than one request.
struct Lease
{
    qint64 id = 0;
    QByteArray token; //!< whoever knows it uses the lease
    qint64 generation = 0;
    std::chrono::milliseconds ttl {0}; //!< ends when it is not renewed for so long
};

//! Nothing when it is no lease with a token that can be sent.
std::optional<Lease> readLease(const Json &json);

} // namespace Holdfast::Ctl
