// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

//! Raises this process's soft limit of open files to \a wanted, as far as the hard limit allows.
//! Returns the limit that holds now.
long raiseOpenFileLimit(long wanted);

} // namespace Holdfast
