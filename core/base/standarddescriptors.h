// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

//! Opens those of stdin, stdout and stderr that were closed when the program started, as something
//! that can neither be read nor written. Else the next file or connection would be opened in their
//! place, and get what is printed. To be called before anything else is opened.
void openStandardDescriptors();

} // namespace Holdfast
