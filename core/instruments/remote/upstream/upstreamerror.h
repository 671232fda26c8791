// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/stationrequest.h"
#include "core/wire/problem.h"

#include <QString>

#include <optional>

namespace Holdfast {

//! Returns whether \a answer, or the error of an invocation, says that the lock of that server was busy.
bool isBusy(const StationAnswer &answer);
bool isBusy(const Problem &problem);

//! Throws what an answer that is not good means here, as a Thing of this station would:
//!
//!   409 of that server's lock   GlobalLockBusyError, whose owner is the client that uses it directly
//!   422                         InvalidInputError
//!   others                      ThingError with that server's title and sentence
//!   no answer                   ThingError "UpstreamError"
//!
//! \a server is its address, for messages.
[[noreturn]] void throwRefusal(const StationAnswer &answer, const QString &server);
//! Throws the error of an invocation.
[[noreturn]] void throwProblem(const Problem &problem, const QString &server);

} // namespace Holdfast
