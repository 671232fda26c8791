// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/invocationrecord.h"

#include <QString>

//! \brief An invocation in words.
namespace Holdfast::InvocationText {

//! "Running", "Pending, place 2"
QString state(const InvocationRecord &invocation);
//! "40 %, sweeping"; empty when it says nothing.
QString progress(const InvocationRecord &invocation);
//! How long it has waited or run up to \a now; of a finished one when it ended and what it took.
QString time(const InvocationRecord &invocation, const QDateTime &now);
//! Why it failed, else what it logged last.
QString message(const InvocationRecord &invocation);
//! All of it, for reading: who, when, input, result, error and log.
QString details(const InvocationRecord &invocation);

} // namespace Holdfast::InvocationText
