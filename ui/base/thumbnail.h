// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>

namespace Holdfast {

//! Returns the picture in \a file, no side of it longer than \a largest pixels; null when there is
//! none in it. Slow: not for the GUI thread.
QImage thumbnail(const QByteArray &file, int largest);

} // namespace Holdfast
