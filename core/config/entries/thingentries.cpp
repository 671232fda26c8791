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
#include <optional>

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

//! \brief The names of the Things of a configuration.
struct ThingNames
{
    QStringList all;
    QStringList leftOut; //!< those of all that are not made
};

QStringList readChoice(const Json &choice, const QString &key, const ThingNames &things)
{
    QStringList names;
    const auto add = [&](const Json &name) {
        if (!name.is_string())
            throw ConfigurationError(
                key, quoted(name) + QStringLiteral(" is not allowed here."),
                QStringLiteral("the name of a Thing, a list of names, or null"));
        const auto named = name.get<QString>();
        // "microscope.camera" is a part that the Thing "microscope" brings along.
        const QString thing = named.section(u'.', 0, 0);
        if (!things.all.contains(thing))
            throw ConfigurationError(key,
                                     QStringLiteral("There is no Thing \"%1\".").arg(shown(thing))
                                         + didYouMean(thing, things.all),
                                     things.all.join(QStringLiteral(", ")));
        if (named.contains(u'.') && !isThingName(named.section(u'.', 1)))
            throw ConfigurationError(
                key, QStringLiteral("\"%1\" is no part of a Thing.").arg(shown(named)),
                QStringLiteral("the name of a Thing, a point, and the name of the part"));
        if (!things.leftOut.contains(thing))
            names << named;
    };
    if (choice.is_array())
        std::for_each(choice.begin(), choice.end(), add);
    else if (!choice.is_null())
        add(choice);
    return names;
}

SlotChoices readSlots(const Json &entry, const QString &key, const ThingNames &things,
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
                          const ThingNames &things, Findings &findings)
{
    const QString key = childKey(QStringLiteral("things"), name);
    if (given.is_string()) {
        const auto className = given.get<QString>();
        return {name, registry.resolved(className),
                registry.find(className, key)
                    .factory(registry.kwargsFor(className, Json::object()), key, findings),
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
            thingClass.factory(
                registry.kwargsFor(named.className, entry.value("kwargs", Json::object())),
                childKey(key, QStringLiteral("kwargs")), findings),
            withoutModule(named.className), slotChoices};
}

} // namespace

namespace {

std::optional<LeftOutThing> leftOut(const QString &thing, const Json &entry,
                                    const ThingRegistry &registry, UnknownClasses unknown)
{
    using Because = LeftOutThing::Because;
    const QString className = classNameIn(entry);
    if (className.isEmpty())
        return {};
    if (const QString why = registry.whyLeftOut(className); !why.isEmpty())
        return LeftOutThing {thing, why, Because::PluginUnusable};
    if (const QString why = registry.whyDispensable(className); !why.isEmpty())
        return LeftOutThing {thing, why, Because::Dispensable};
    if (unknown == UnknownClasses::Refused || !registry.isUnknown(className))
        return {};
    try {
        static_cast<void>(registry.find(className, {}));
    } catch (const ConfigurationError &error) {
        return LeftOutThing {thing, error.message, Because::Unknown};
    }
    return {};
}

} // namespace

ThingEntries readThingEntries(const Json &things, const ThingRegistry &registry,
                              const QStringList &reservedNames, UnknownClasses unknown,
                              Findings &findings)
{
    ThingEntries read;
    ThingNames names;
    for (const auto &[name, entry] : things.items()) {
        const QString thing = toQString(name);
        names.all << thing;
        if (auto without = leftOut(thing, entry, registry, unknown)) {
            names.leftOut << thing;
            read.leftOut.push_back(*std::move(without));
        }
    }
    for (const auto &[name, value] : things.items()) {
        const std::size_t before = findings.count();
        const QString thing = toQString(name);
        findings.attempt([&] {
            checkThingName(thing, reservedNames, childKey(QStringLiteral("things"), thing));
            return true;
        });
        if (names.leftOut.contains(thing))
            continue;
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
