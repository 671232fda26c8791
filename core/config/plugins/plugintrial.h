// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/pluginreport.h"

#include <QString>

namespace Holdfast {

//! Loads \a plugin in a child process, so that one that crashes, ends the process or does not come back
//! does no harm here. Returns why it cannot be used; empty when it can. Must be called while the process
//! has no other threads.
QString tryPlugin(const PluginReport &plugin);

} // namespace Holdfast
