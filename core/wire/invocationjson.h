// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/invocationrecord.h"
#include "core/wire/problem.h"

#include <QString>

#include <optional>

namespace Holdfast {

//! \brief Where an invocation's addresses begin, for one client.
struct InvocationAddresses
{
    QString base;   //!< "http://localhost:5000"
    QString prefix; //!< "/api/v1", or empty
};

//! One line of an invocation's log.
Json logEntryJson(const LogEntry &entry);

//! An invocation as the lists have it.
Json invocationSummary(const InvocationRecord &record, const InvocationAddresses &addresses);

//! The whole invocation: input, output, log and error too. \a error is what the record's error is on
//! the wire.
Json invocationJson(const InvocationRecord &record, const InvocationAddresses &addresses,
                    const std::optional<Problem> &error);

//! Reads either of these. Returns nothing for what has no id or no known status. Blobs are named by
//! their addresses in the input and the output, and nowhere else.
std::optional<InvocationRecord> readInvocation(const Json &json);
LogEntry readLogEntry(const Json &json);

} // namespace Holdfast
