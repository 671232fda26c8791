// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

class ThingRegistry;

//! Returns the configuration \a given with the option `serial_log` set to \a file for the Thing whose class has that option. When
//! several Things have it, each gets a file of its own: for the Thing "stage" and "wire.log" that is "wire.stage.log". Things
//! that name a `serial_log` themselves keep it.
//!
//! Throws ConfigurationError when there is no such Thing, or when a file cannot be written. No file is made or changed here.
Json withSerialLogs(Json given, const QString &file, const ThingRegistry &registry);

} // namespace Holdfast
