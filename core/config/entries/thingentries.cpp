// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/thingentries.h"

#include "core/config/allowed.h"
#include "core/config/configurationerror.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/entries/thingnames.h"
#include "core/config/findings.h"
#include "core/config/strictcheck.h"
#include "core/thing/validation/thingname.h"

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
        // "microscope.camera" is a part that the Thing "microscope" brings along.
        const QString thing = names.last().section(u'.', 0, 0);
        if (!things.contains(thing))
            throw ConfigurationError(key,
                                     QStringLiteral("There is no Thing \"%1\".").arg(shown(thing))
                                         + didYouMean(thing, things),
                                     things.join(QStringLiteral(", ")));
        if (names.last().contains(u'.') && !isThingName(names.last().section(u'.', 1)))
            throw ConfigurationError(
                key, QStringLiteral("\"%1\" is no part of a Thing.").arg(shown(names.last())),
                QStringLiteral("the name of a Thing, a point, and the name of the part"));
    };
    if (choice.is_array())
        std::for_each(choice.begin(), choice.end(), add);
    else if (!choice.is_null())
        add(choice);
    return names;
}

SlotChoices readSlots(const Json &entry, const QString &key, const QStringList &things,
                      Findings &findings)
{
    SlotChoices choices;
    const Json given = entry.value("thing_slots", Json::object());
    for (const auto &[name, value] : given.items()) {
        const QString slot = toQString(name);
        const QString slotKey = childKey(childKey(key, QStringLiteral("thing_slots")), slot);
        choices.insert(slot, findings.attempt([&choice = value, &slotKey, &things] {
            return readChoice(choice, slotKey, things);
        }));
    }
    return choices;
}

void refuseWhatIsNotSupported(const Json &entry, const QString &key, Findings &findings)
{
    if (const auto args = entry.find("args"); args != entry.end() && !args->empty())
        findings.add({childKey(key, QStringLiteral("args")),
                      QStringLiteral("Arguments without a name are not supported."),
                      QStringLiteral("an empty list; use kwargs")});
}

// Throws the error that makes reading on pointless; adds the others to the findings.
ConfiguredThing readEntry(const QString &name, const Json &given, const ThingRegistry &registry,
                          const QStringList &things, Findings &findings)
{
    const QString key = childKey(QStringLiteral("things"), name);
    if (given.is_string()) {
        const auto className = given.get<QString>();
        return {name, registry.resolved(className),
                registry.find(className, key).factory(Json::object(), key, findings),
                withoutModule(className)};
    }
    if (!given.is_object())
        throw ConfigurationError(
            key, quoted(given) + QStringLiteral(" is not allowed here."),
            QStringLiteral("the name of a class, or an object with class and kwargs"));
    const std::size_t before = findings.count();
    const Json entry = strictlyChecked(thingEntrySchema(), given, key, findings);
    const bool isSound = findings.count() == before;
    refuseWhatIsNotSupported(entry, key, findings);
    const SlotChoices slotChoices = readSlots(entry, key, things, findings);
    // A class that is misspelt as a key, or is no string, is no class that is missing.
    if (!isSound && !entry.contains("class") && !entry.contains("cls"))
        return {};
    const ClassKey named = classOf(entry, key);
    const ThingClass &thingClass = registry.find(named.className, named.key);
    return {name, registry.resolved(named.className),
            thingClass.factory(entry.value("kwargs", Json::object()),
                               childKey(key, QStringLiteral("kwargs")), findings),
            withoutModule(named.className), slotChoices};
}

} // namespace

ThingEntries readThingEntries(const Json &things, const ThingRegistry &registry,
                              const QStringList &reservedNames, Findings &findings)
{
    QStringList names;
    for (const auto &[name, entry] : things.items())
        names << toQString(name);
    ThingEntries read;
    for (const auto &[name, value] : things.items()) {
        const std::size_t before = findings.count();
        const QString thing = toQString(name);
        findings.attempt([&] {
            checkThingName(thing, reservedNames, childKey(QStringLiteral("things"), thing));
            return true;
        });
        if (const QString why = registry.whyLeftOut(classNameIn(value)); !why.isEmpty()) {
            read.leftOut.push_back({thing, why});
            continue;
        }
        ConfiguredThing configured = findings.attempt(
            [&, &entry = value] { return readEntry(thing, entry, registry, names, findings); });
        if (findings.count() == before)
            read.things.push_back(std::move(configured));
    }
    return read;
}

QString classNameIn(const Json &entry)
{
    if (entry.is_string())
        return entry.get<QString>();
    for (const char *key : {"class", "cls"}) {
        if (entry.is_object() && entry.contains(key) && entry.at(key).is_string())
            return entry.at(key).get<QString>();
    }
    return {};
}

} // namespace Holdfast
