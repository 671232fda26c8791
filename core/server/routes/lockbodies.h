// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/session/leasedesk.h"
#include "core/thing/result.h"

#include <optional>

namespace Holdfast {

//! \name What clients send about the lock, validated. Wrong bodies fail with Invalid.
//! @{

//! A wish for a lease. Without a label of its own it is under that of the request's sender.
Result<LeaseWish> leaseWish(const Request &request);

//! \brief Why somebody asks for the lock, breaks a hold, or stops everything.
struct GivenReason
{
    QString reason {};
    std::optional<quint64> generation {}; //!< the one that they have seen
};

//! For asking: the reason is required.
Result<GivenReason> askReason(const Request &request);
//! For breaking: both are required.
Result<GivenReason> breakReason(const Request &request);
//! For stopping and clearing: there need not even be a body.
Result<GivenReason> stopReason(const Request &request);

//! \brief The mode that the lock is to be in.
struct ModeWish
{
    bool localOnly = false;
    QString reason {};
};

Result<ModeWish> modeWish(const Request &request);

//! @}

//! \name The schemas that the bodies above are checked against.
//! @{

const DataSchema &leaseBody();
const DataSchema &askBody();
const DataSchema &breakBody();
const DataSchema &stopBody();
const DataSchema &modeBody();

//! @}

} // namespace Holdfast
