// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Holdfast {

//! Returns \a count bytes of the operating system's random numbers, which are good enough for secrets.
QByteArray randomBytes(qsizetype count);

} // namespace Holdfast
