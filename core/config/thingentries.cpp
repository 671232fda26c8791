// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/thingentries.h"

#include "core/config/configurationerror.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/strictcheck.h"
#include "core/config/thingnames.h"

namespace Holdfast {

namespace {

struct ClassKey
{
    QString className;
    QString key;
};

ClassKey classOf(const Json &entry, const QString &key)
{
    const bool hasClass = entry.contains("class");
    if (hasClass && entry.contains("cls"))
        throw ConfigurationError(childKey(key, QStringLiteral("cls")),
                                 QStringLiteral("The class is named twice."),
                                 QStringLiteral("either class or cls"));
    if (!hasClass && !entry.contains("cls"))
        throw ConfigurationError(childKey(key, QStringLiteral("class")),
                                 QStringLiteral("This is missing."),
                                 QStringLiteral("the name of a class of Things"));
    const char *name = hasClass ? "class" : "cls";
    return {entry.at(name).get<QString>(), childKey(key, QString::fromUtf8(name))};
}

void refuseWhatIsNotSupported(const Json &entry, const QString &key)
{
    if (const auto args = entry.find("args"); args != entry.end() && !args->empty())
        throw ConfigurationError(childKey(key, QStringLiteral("args")),
                                 QStringLiteral("Arguments without a name are not supported."),
                                 QStringLiteral("an empty list; use kwargs"));
    if (const auto links = entry.find("thing_slots"); links != entry.end() && !links->empty())
        throw ConfigurationError(
            childKey(key, QStringLiteral("thing_slots")),
            QStringLiteral("Choosing the Things for slots is not supported yet: a slot finds the "
                           "one Thing of its class by itself."),
            QStringLiteral("an empty object"));
}

ConfiguredThing readEntry(const QString &name, const Json &given, const ThingRegistry &registry)
{
    const QString key = childKey(QStringLiteral("things"), name);
    if (given.is_string()) {
        const auto className = given.get<QString>();
        return {name, registry.resolved(className),
                registry.find(className, key).factory(Json::object(), key)};
    }
    if (!given.is_object())
        throw ConfigurationError(
            key, quoted(given) + QStringLiteral(" is not allowed here."),
            QStringLiteral("the name of a class, or an object with class and kwargs"));
    const Json entry = strictlyChecked(thingEntrySchema(), given, key);
    const ClassKey named = classOf(entry, key);
    refuseWhatIsNotSupported(entry, key);
    const ThingClass &thingClass = registry.find(named.className, named.key);
    return {name, registry.resolved(named.className),
            thingClass.factory(entry.value("kwargs", Json::object()),
                               childKey(key, QStringLiteral("kwargs")))};
}

} // namespace

std::vector<ConfiguredThing> readThingEntries(const Json &things, const ThingRegistry &registry,
                                              const QStringList &reservedNames)
{
    std::vector<ConfiguredThing> read;
    for (const auto &[name, entry] : things.items()) {
        const QString thing = toQString(name);
        checkThingName(thing, reservedNames, childKey(QStringLiteral("things"), thing));
        read.push_back(readEntry(thing, entry, registry));
    }
    return read;
}

} // namespace Holdfast
