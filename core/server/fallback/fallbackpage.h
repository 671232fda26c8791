// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/fallback/startfailure.h"

#include <QByteArray>

namespace Holdfast {

//! Returns the page that shows \a failure: HTML that needs no other file, and in which all text is
//! escaped.
QByteArray fallbackPage(const StartFailure &failure);

} // namespace Holdfast
