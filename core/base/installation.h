// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns the folder that Holdfast is installed in, like "/usr": the one above the folder of the running
//! program. So an installation can be moved, and needs no paths of the machine that built it.
QString installationPrefix();

} // namespace Holdfast
