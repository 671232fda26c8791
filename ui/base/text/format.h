// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/lock/lockclass.h"
#include "core/thing/invocationrecord.h"
#include "core/thing/stopreport.h"
#include "core/thing/workcontext.h"

#include <QDateTime>
#include <QString>

#include <chrono>

//! \brief The common wording of values that several parts of the window show.
namespace Holdfast::Format {

//! Returns "38 s", "2 min 5 s", "1 h 4 min": whole seconds, rounded down; "0 s" for less than one.
QString duration(std::chrono::milliseconds time);

//! Returns the duration of an operation: "0.2 s", "9.9 s", from ten seconds on as duration().
QString took(std::chrono::milliseconds time);

//! Returns the local time of day, "14:02:11"; with the date when that is not today. Empty when
//! invalid.
QString time(const QDateTime &utc);

QString kind(Principal::Kind kind);
QString lockClass(LockClass lockClass);
QString state(InvocationState state);
QString level(LogLevel level);
QString outcome(StopReport::Outcome outcome);

//! Returns \a json indented, for reading; a negative zero has no sign.
QString json(const Json &json);

} // namespace Holdfast::Format
