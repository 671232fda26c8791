// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/fallback/startfailure.h"

#include <QByteArray>

namespace Holdfast {

//! The page that says what is in \a failure: HTML that needs nothing else, and in which everything is
//! shown letter by letter.
QByteArray fallbackPage(const StartFailure &failure);

} // namespace Holdfast
