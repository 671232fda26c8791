// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/session/lock/leasedesk.h"
#include "core/thing/result.h"

#include <optional>

namespace Holdfast {

//! \name The bodies of clients' requests to the lock, validated. Wrong bodies fail with Invalid.
//! @{

//! Returns a request for a lease. Without a label of its own it has that of the request's sender.
Result<LeaseWish> leaseWish(const Request &request);

//! \brief The reason for asking for the lock, breaking a hold, or stopping everything.
struct GivenReason
{
    QString reason {};
    std::optional<quint64> generation {}; //!< the one that the client has seen
};

//! Returns the body of a request to ask: the reason is required.
Result<GivenReason> askReason(const Request &request);
//! Returns the body of a request to break: both are required.
Result<GivenReason> breakReason(const Request &request);
//! Returns the body of a request to stop or clear: it may be missing.
Result<GivenReason> stopReason(const Request &request);

//! \brief The requested mode of the lock.
struct ModeWish
{
    bool localOnly = false;
    QString reason {};
};

Result<ModeWish> modeWish(const Request &request);

//! @}

//! \name The schemas of the bodies above.
//! @{

const DataSchema &leaseBody();
const DataSchema &askBody();
const DataSchema &breakBody();
const DataSchema &stopBody();
const DataSchema &modeBody();

//! @}

} // namespace Holdfast
