// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/invocationrecord.h"

#include <QString>

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

//! The whole invocation: input, output, log and error too.
Json invocationJson(const InvocationRecord &record, const InvocationAddresses &addresses);

} // namespace Holdfast
