// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/thingentries.h"

#include "core/config/allowed.h"
#include "core/config/configurationerror.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/entries/thingnames.h"
#include "core/config/strictcheck.h"

#include <algorithm>

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

// Returns "Class" of "package.module:Class": LabThings names the settings file after that.
QString withoutModule(const QString &className)
{
    const auto end = std::max(className.lastIndexOf(u':'), className.lastIndexOf(u'.'));
    return className.mid(end + 1);
}

QStringList readChoice(const Json &choice, const QString &key, const QStringList &things)
{
    QStringList names;
    const auto add = [&](const Json &name) {
        if (!name.is_string())
            throw ConfigurationError(
                key, quoted(name) + QStringLiteral(" is not allowed here."),
                QStringLiteral("the name of a Thing, a list of names, or null"));
        names << name.get<QString>();
        if (!things.contains(names.last()))
            throw ConfigurationError(
                key,
                QStringLiteral("There is no Thing \"%1\".").arg(shown(names.last()))
                    + didYouMean(names.last(), things),
                things.join(QStringLiteral(", ")));
    };
    if (choice.is_array())
        std::for_each(choice.begin(), choice.end(), add);
    else if (!choice.is_null())
        add(choice);
    return names;
}

SlotChoices readSlots(const Json &entry, const QString &key, const QStringList &things)
{
    SlotChoices choices;
    const Json given = entry.value("thing_slots", Json::object());
    for (const auto &[name, choice] : given.items()) {
        const QString slot = toQString(name);
        choices.insert(
            slot, readChoice(choice, childKey(childKey(key, QStringLiteral("thing_slots")), slot),
                             things));
    }
    return choices;
}

void refuseWhatIsNotSupported(const Json &entry, const QString &key)
{
    if (const auto args = entry.find("args"); args != entry.end() && !args->empty())
        throw ConfigurationError(childKey(key, QStringLiteral("args")),
                                 QStringLiteral("Arguments without a name are not supported."),
                                 QStringLiteral("an empty list; use kwargs"));
}

ConfiguredThing readEntry(const QString &name, const Json &given, const ThingRegistry &registry,
                          const QStringList &things)
{
    const QString key = childKey(QStringLiteral("things"), name);
    if (given.is_string()) {
        const auto className = given.get<QString>();
        return {name, registry.resolved(className),
                registry.find(className, key).factory(Json::object(), key),
                withoutModule(className)};
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
                               childKey(key, QStringLiteral("kwargs"))),
            withoutModule(named.className), readSlots(entry, key, things)};
}

} // namespace

std::vector<ConfiguredThing> readThingEntries(const Json &things, const ThingRegistry &registry,
                                              const QStringList &reservedNames)
{
    QStringList names;
    for (const auto &[name, entry] : things.items())
        names << toQString(name);
    std::vector<ConfiguredThing> read;
    for (const auto &[name, entry] : things.items()) {
        const QString thing = toQString(name);
        checkThingName(thing, reservedNames, childKey(QStringLiteral("things"), thing));
        read.push_back(readEntry(thing, entry, registry, names));
    }
    return read;
}

} // namespace Holdfast
