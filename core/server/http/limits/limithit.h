// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limittable.h"
#include "core/server/http/response.h"

#include <QString>

#include <optional>

namespace Holdfast {

//! \brief A limit that a client has met, and its value.
struct LimitHit
{
    const LimitRow *row = nullptr;
    qint64 value = 0;
    int status = 503;

    static LimitHit of(ConnectionLimit what, const Limits &limits, int status);
    //! 429 for a limit of one client, or of the programs on this computer; 503 for one of all together.
    static LimitHit of(Counted what, LimitScope scope, const Limits &limits);

    //! Returns the limit, and the key with which the configuration changes it, in a sentence.
    QString toSentence() const { return limitSentence(*row, value); }
    //! Returns the answer: problem details (RFC 9457) with the limit as data, and when to try again. \a before stands before the
    //! sentence.
    Response toResponse(const QString &before = {}) const;
};

//! Returns the answer to a client that has no place among the connections, by the limit \a why; without one the system has no
//! room for further connections.
Response noPlaceResponse(const std::optional<LimitHit> &why);

} // namespace Holdfast
