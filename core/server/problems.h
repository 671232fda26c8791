// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/problem.h"

#include <chrono>
#include <optional>

namespace Holdfast {

// The mapping of errors to problems over HTTP: the only place that knows their statuses and types.

//! Returns \a error as a problem over HTTP: its status, its type, and its other members.
Problem problemOf(const Error &error);
std::optional<Problem> problemOf(const std::optional<Error> &error);

//! Returns the value of Retry-After; empty for an error after which the same request cannot
//! succeed, or for which no time is known.
std::optional<std::chrono::seconds> retryAfter(const Error &error);

//! The LabThings client recognizes these two errors by the exact URL.
extern const QString globalLockBusyType;
extern const QString invocationCancelledType;

} // namespace Holdfast
