// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/pluginreport.h"

#include <QString>

namespace Holdfast {

class ThingRegistry;

//! Reads what the plug-in \a file says of itself, without loading it. It is left out when it is none of
//! Holdfast's, is made for another version, or does not name its classes.
PluginReport readPluginFile(const QString &file);

//! Loads \a plugin and adds its classes to \a registry. Returns why that cannot be done; empty when it
//! was. A library that was loaded stays. A plug-in may crash here: see tryPlugin().
QString loadPlugin(const PluginReport &plugin, ThingRegistry &registry);

} // namespace Holdfast
