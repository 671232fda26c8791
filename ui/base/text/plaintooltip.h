// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns \a text as a tool tip that shows it letter by letter, with its line ends and wrapped to
//! a readable width; the beginning of one that is too long to be read in a tool tip.
//!
//! For every tool tip with a text that is not this program's own: Qt takes tool tips for HTML when
//! they look like it.
QString plainToolTip(const QString &text);

} // namespace Holdfast
