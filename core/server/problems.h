// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/problem.h"

#include <chrono>
#include <optional>

namespace Holdfast {

// Which error is which problem over HTTP: the one place that knows their statuses and types.

//! What \a error is over HTTP: its status, its type, and what else it tells.
Problem problemOf(const Error &error);
std::optional<Problem> problemOf(const std::optional<Error> &error);

//! The value of Retry-After; empty for an error after which the same request cannot succeed, or
//! of which nothing is known.
std::optional<std::chrono::seconds> retryAfter(const Error &error);

//! The LabThings client tells these two apart from other errors by the exact URL.
extern const QString globalLockBusyType;
extern const QString invocationCancelledType;

} // namespace Holdfast
