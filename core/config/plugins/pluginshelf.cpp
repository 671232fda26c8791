// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/plugins/pluginshelf.h"

#include "core/base/installation.h"
#include "core/base/statefolder.h"
#include "core/config/plugins/pluginfile.h"
#include "core/config/plugins/plugintrial.h"
#include "core/config/thingregistry.h"

#include <QDir>

#include <algorithm>

namespace Holdfast {

namespace {

using State = PluginReport::State;

void leaveOut(PluginReport &plugin, const QString &reason)
{
    plugin.state = State::LeftOut;
    plugin.reason = reason;
}

//! Returns the first class of \a plugin that \a registry has; empty when there is none.
QString firstKnown(const PluginReport &plugin, const ThingRegistry &registry)
{
    const QStringList known = registry.classNames();
    const auto found = std::find_if(plugin.classes.begin(), plugin.classes.end(),
                                    [&known](const QString &name) { return known.contains(name); });
    return found == plugin.classes.end() ? QString() : *found;
}

} // namespace

QStringList pluginFolders(const QStringList &configured)
{
    QStringList folders;
    for (const QString &folder : configured)
        folders << QDir::cleanPath(QDir::current().absoluteFilePath(folder));
    folders << dataHome() + QStringLiteral("/holdfast/plugins");
    folders << installationPrefix()
                   + QStringLiteral("/" HOLDFAST_LIBRARY_FOLDER "/holdfast/plugins");
    folders.removeDuplicates();
    return folders;
}

PluginShelf::PluginShelf(const QStringList &folders)
    : m_report {folders, {}}
{
    for (const QString &name : folders) {
        const QDir folder(name);
        for (const QString &file :
             folder.entryList({QStringLiteral("*.so")}, QDir::Files, QDir::Name))
            m_report.plugins << readPluginFile(folder.filePath(file));
    }
}

void PluginShelf::load(const QStringList &classNames, ThingRegistry &registry)
{
    for (PluginReport &plugin : m_report.plugins) {
        const QString known = firstKnown(plugin, registry);
        if (plugin.state == State::NotNeeded && !known.isEmpty())
            leaveOut(
                plugin,
                QStringLiteral("It brings the class %1, which Holdfast has itself.").arg(known));
    }
    for (const QString &name : classNames) {
        if (!registry.knows(name))
            loadFirst(registry.resolved(name), registry);
    }
    registry.setPluginFolders(m_report.folders);
}

void PluginShelf::loadFirst(const QString &className, ThingRegistry &registry)
{
    QStringList reasons;
    for (PluginReport &plugin : m_report.plugins) {
        if (!plugin.classes.contains(className))
            continue;
        if (plugin.state == State::NotNeeded) {
            QString reason = tryPlugin(plugin);
            if (reason.isEmpty())
                reason = loadPlugin(plugin, registry);
            if (reason.isEmpty()) {
                plugin.state = State::Loaded;
                hideOthers(plugin);
                return;
            }
            leaveOut(plugin, reason);
        }
        reasons << QStringLiteral("%1: %2").arg(plugin.file, plugin.reason);
    }
    if (!reasons.isEmpty())
        registry.addLeftOut(className, reasons.join(u' '));
}

void PluginShelf::hideOthers(const PluginReport &loaded)
{
    for (PluginReport &plugin : m_report.plugins) {
        const auto isShared = [&loaded](const QString &name) {
            return loaded.classes.contains(name);
        };
        const auto shared = std::find_if(plugin.classes.begin(), plugin.classes.end(), isShared);
        if (plugin.state != State::NotNeeded || shared == plugin.classes.end())
            continue;
        plugin.state = State::Hidden;
        plugin.reason = QStringLiteral("%1 was found earlier, and brings the class %2 as well.")
                            .arg(loaded.file, *shared);
    }
}

} // namespace Holdfast
