// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/invocationrecord.h"

#include <QString>

//! \brief An invocation in words.
namespace Holdfast::InvocationText {

//! Returns "Running", "Pending, place 2".
QString state(const InvocationRecord &invocation);
//! Returns "40 %, sweeping"; empty when the invocation reports no progress.
QString progress(const InvocationRecord &invocation);
//! Returns how long the invocation has waited or run up to \a now; for a finished one when it ended
//! and how long it took.
QString time(const InvocationRecord &invocation, const QDateTime &now);
//! Returns why it failed, otherwise its last log line.
QString message(const InvocationRecord &invocation);
//! Returns all details for reading: caller, times, input, result, error and log.
QString details(const InvocationRecord &invocation);

} // namespace Holdfast::InvocationText
