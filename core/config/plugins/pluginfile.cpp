// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/plugins/pluginfile.h"

#include "core/config/echo.h"
#include "core/config/thingplugin.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QPluginLoader>
#include <QRegularExpression>

#include <algorithm>
#include <exception>

namespace Holdfast {

namespace {

constexpr qsizetype s_longestText = 200;

QString ownAbi()
{
    return QStringLiteral(HOLDFAST_THING_PLUGIN);
}

//! Returns the first two parts of "org.holdfast.ThingPlugin/VERSION/HASH", or the part \a index.
QString partOf(const QString &abi, int index)
{
    return shown(abi.section(u'/', index, index), 40);
}

//! Returns why a plug-in that was built for \a abi cannot be used; empty when it can.
QString whatIsWrongWithAbi(const QString &abi)
{
    if (abi == ownAbi())
        return {};
    if (partOf(abi, 0) != partOf(ownAbi(), 0))
        return QStringLiteral("It is not a plug-in for Holdfast.");
    // Versions with the same headers fit together.
    if (partOf(abi, 2) == partOf(ownAbi(), 2))
        return {};
    return QStringLiteral("It was built for Holdfast %1 (interface %2), and this is Holdfast %3 "
                          "(interface %4). Build it again with the headers of this one.")
        .arg(partOf(abi, 1), partOf(abi, 2), partOf(ownAbi(), 1), partOf(ownAbi(), 2));
}

QStringList classesIn(const QJsonObject &metadata)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
    QStringList classes;
    for (const auto &value : metadata.value(QStringLiteral("classes")).toArray()) {
        if (!pattern.match(value.toString()).hasMatch())
            return {};
        classes << value.toString();
    }
    return classes;
}

QString whatIsWrongWith(const QJsonObject &whole, const QStringList &classes,
                        const QString &loaderError)
{
    if (whole.isEmpty())
        return QStringLiteral("It is not a plug-in that can be read: %1").arg(loaderError);
    const QString wrongAbi = whatIsWrongWithAbi(whole.value(QStringLiteral("IID")).toString());
    if (!wrongAbi.isEmpty())
        return wrongAbi;
    if (classes.isEmpty())
        return QStringLiteral("Its metadata does not name its classes, as {\"classes\": "
                              "[\"Lamp\"]} does.");
    return {};
}

QString joined(QStringList names)
{
    std::sort(names.begin(), names.end());
    return names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "));
}

} // namespace

PluginReport readPluginFile(const QString &file)
{
    const QPluginLoader loader(file);
    const QJsonObject whole = loader.metaData();
    const QJsonObject own = whole.value(QStringLiteral("MetaData")).toObject();
    PluginReport plugin {file};
    plugin.version = shown(own.value(QStringLiteral("version")).toString());
    plugin.description = shown(own.value(QStringLiteral("description")).toString(), s_longestText);
    plugin.classes = classesIn(own);
    plugin.reason = whatIsWrongWith(whole, plugin.classes, loader.errorString());
    if (!plugin.reason.isEmpty())
        plugin.state = PluginReport::State::LeftOut;
    return plugin;
}

QString loadPlugin(const PluginReport &plugin, ThingRegistry &registry)
{
    QPluginLoader loader(plugin.file);
    // A function that this program does not have must be missed now, and not when it is called.
    loader.setLoadHints(QLibrary::ResolveAllSymbolsHint | QLibrary::PreventUnloadHint);
    ThingRegistry added;
    try {
        QObject *instance = loader.instance();
        if (!instance)
            return QStringLiteral("It cannot be loaded: %1").arg(loader.errorString());
        auto *thingPlugin = qobject_cast<ThingPlugin *>(instance);
        if (!thingPlugin)
            return QStringLiteral("Its class is no Holdfast::ThingPlugin.");
        thingPlugin->addClasses(added);
    } catch (const std::exception &error) {
        return QStringLiteral("It fails when it is loaded: %1")
            .arg(shown(QString::fromUtf8(error.what()), s_longestText));
    } catch (...) {
        return QStringLiteral("It throws an exception of an unknown type when it is loaded.");
    }
    if (joined(added.classNames()) != joined(plugin.classes))
        return QStringLiteral("Its metadata names the classes %1, and it adds %2.")
            .arg(joined(plugin.classes), joined(added.classNames()));
    registry.add(added);
    return {};
}

} // namespace Holdfast
