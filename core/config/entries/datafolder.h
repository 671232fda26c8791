// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! Returns the folder in which the Things keep the data that they record: `data_folder` of \a applicationConfig; else
//! `data` in the state folder that a service manager has given to this program (STATE_DIRECTORY); else
//! `holdfast/data` in this account's XDG data folder. Throws ConfigurationError when `data_folder` is no text.
QString readDataFolder(const Json &applicationConfig);

} // namespace Holdfast
