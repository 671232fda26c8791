// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/pluginreport.h"

#include <QStringList>

namespace Holdfast {

class ThingRegistry;

//! Returns the folders in which plug-ins are searched, the first one first: those that the configuration
//! names, that of the user ($XDG_DATA_HOME/holdfast/plugins), and that of the installation.
QStringList pluginFolders(const QStringList &configured);

//! \brief The plug-ins that are there, of which only those are loaded that bring a class which the
//! configuration names.
class PluginShelf
{
public:
    //! Reads what the plug-ins in \a folders say of themselves, without loading them. A folder that does
    //! not exist has none.
    explicit PluginShelf(const QStringList &folders);

    //! Loads the plug-ins that bring one of \a classNames, unless \a registry has that class itself, and
    //! adds their classes. Of several plug-ins with a class, the first one that can be used is loaded.
    //! Where there are some, but none can be used, the class is left out: ThingRegistry::addLeftOut().
    //! Must be called while the process has no other threads.
    void load(const QStringList &classNames, ThingRegistry &registry);

    const PluginsReport &report() const { return m_report; }

private:
    void loadFirst(const QString &className, ThingRegistry &registry);
    //! Marks the other plug-ins with a class of \a loaded.
    void hideOthers(const PluginReport &loaded);

    PluginsReport m_report;
};

} // namespace Holdfast
