// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

//! Opens those of stdin, stdout and stderr that were closed when the program started, so that using
//! them is an error. Otherwise the next file or connection would get their number, and receive what is
//! printed. Call it before anything else is opened.
void openStandardDescriptors();

} // namespace Holdfast
