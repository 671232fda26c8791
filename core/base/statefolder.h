// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns the folder in which the programs of this account keep their state, as the XDG base directory
//! specification defines it: a relative path in XDG_STATE_HOME does not count.
QString stateFolder();

//! Returns the folder in which the programs of this account keep their data (XDG_DATA_HOME), likewise.
QString dataHome();

} // namespace Holdfast
