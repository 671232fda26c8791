// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/thingregistry.h"

#include "core/config/allowed.h"
#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/config/findings.h"
#include "core/config/strictcheck.h"
#include "core/thing/thingerror.h"

#include <algorithm>
#include <stdexcept>

namespace Holdfast {

ThingClass::ThingClass(QMetaType options, Make make, Check check)
    : m_options(options)
    , m_make(std::move(make))
    , m_check(std::move(check))
{
    m_kwargs.type = DataSchema::Type::Object;
    if (!m_options.isValid())
        return;
    const auto schema = DataSchema::of(m_options);
    if (!schema)
        throw std::logic_error("The options " + std::string(m_options.name())
                               + " have a member without a JSON form.");
    m_kwargs = *schema;
}

DataSchema &ThingClass::schemaOf(const QString &option)
{
    const auto member =
        std::find_if(m_kwargs.members.begin(), m_kwargs.members.end(),
                     [&option](const SchemaMember &each) { return each.name == option; });
    if (member == m_kwargs.members.end())
        throw std::logic_error("There is no option " + option.toStdString() + '.');
    return member->schema;
}

ThingClass &ThingClass::range(const QString &option, Range range)
{
    DataSchema &schema = schemaOf(option);
    schema.minimum = range.minimum;
    schema.maximum = range.maximum;
    return *this;
}

ThingClass &ThingClass::describe(const QString &text)
{
    m_kwargs.description = text;
    return *this;
}

ThingClass &ThingClass::describe(const QString &option, const QString &text)
{
    schemaOf(option).description = text;
    return *this;
}

ThingFactory ThingClass::factory(const Json &kwargs, const QString &key) const
{
    Findings findings;
    ThingFactory made = factory(kwargs, key, findings);
    findings.throwFirst();
    return made;
}

ThingFactory ThingClass::factory(const Json &kwargs, const QString &key, Findings &findings) const
{
    const std::size_t before = findings.count();
    const Json checked = strictlyChecked(m_kwargs, kwargs, key, findings);
    if (findings.count() > before)
        return {};
    const QVariant options = m_options.isValid() ? fromJson(checked, m_options) : QVariant();
    try {
        if (m_check)
            m_check(options);
    } catch (const ThingError &error) {
        findings.add({key, error.message()});
        return {};
    }
    return [make = m_make, options] { return make(options); };
}

void ThingRegistry::addAlias(const QString &alias, const QString &className,
                             const AliasMeaning &meaning)
{
    if (!m_classes.contains(className) && !m_packaged.contains(className))
        throw std::logic_error("The alias " + alias.toStdString() + " stands for no known class.");
    m_aliases.insert(alias, className);
    m_meanings.insert(alias, meaning);
}

void ThingRegistry::addDispensable(const QString &name, const QString &explanation)
{
    m_dispensable.insert(name, explanation);
}

bool ThingRegistry::isUnknown(const QString &name) const
{
    const QString meant = resolved(name);
    return !m_classes.contains(meant) && !m_packaged.contains(meant) && !m_leftOut.contains(meant)
           && !m_dispensable.contains(name);
}

Json ThingRegistry::kwargsFor(const QString &name, const Json &given) const
{
    const auto meaning = m_meanings.constFind(name);
    if (meaning == m_meanings.cend() || !given.is_object())
        return given;
    Json kwargs = meaning->kwargs;
    kwargs.update(given);
    for (const QString &ignored : meaning->ignored)
        kwargs.erase(toUtf8String(ignored));
    return kwargs;
}

const ThingClass &ThingRegistry::find(const QString &name, const QString &key) const
{
    const auto found = m_classes.constFind(resolved(name));
    if (found == m_classes.constEnd())
        throwNoSuchClass(name, key);
    return *found;
}

void ThingRegistry::addAbsent(const QString &name, const QString &explanation)
{
    m_absent.insert(name, explanation);
}

void ThingRegistry::addPackaged(const QString &name, const QString &package)
{
    m_packaged.insert(name, package);
}

void ThingRegistry::throwNoSuchClass(const QString &name, const QString &key) const
{
    constexpr qsizetype longest = 200; // a Python path as a whole
    const QString allowed = classNames().join(QStringLiteral(", "));
    if (const auto absent = m_absent.constFind(name); absent != m_absent.cend()) {
        throw ConfigurationError(key,
                                 QStringLiteral("Holdfast has no Thing for \"%1\" yet. %2")
                                     .arg(shown(name, longest), *absent),
                                 allowed);
    }
    if (const auto package = m_packaged.constFind(resolved(name)); package != m_packaged.cend()) {
        throw ConfigurationError(key,
                                 QStringLiteral("The class \"%1\" is not installed: package %2.")
                                     .arg(shown(name, longest), *package),
                                 allowed);
    }
    const QString nearest = didYouMean(name, classNames() + m_aliases.keys() + m_packaged.keys());
    // A name like "package.module:Class" is a Python class, which cannot be loaded here.
    if (nearest.isEmpty() && name.contains(u':')) {
        throw ConfigurationError(
            key,
            QStringLiteral(
                "Holdfast has no Thing for the Python class \"%1\". Leave this Thing out, "
                "or name a class of Holdfast.")
                .arg(shown(name, longest)),
            allowed);
    }
    QString message = QStringLiteral("There is no class \"%1\".").arg(shown(name)) + nearest;
    if (!m_pluginFolders.isEmpty())
        message += QStringLiteral(" No plug-in in %1 has it.")
                       .arg(m_pluginFolders.join(QStringLiteral(" or ")));
    throw ConfigurationError(key, message, allowed);
}

void ThingRegistry::add(const ThingRegistry &other)
{
    for (auto each = other.m_classes.cbegin(); each != other.m_classes.cend(); ++each)
        insert(each.key(), *each);
    m_aliases.insert(other.m_aliases);
    m_meanings.insert(other.m_meanings);
}

void ThingRegistry::addLeftOut(const QString &name, const QString &reason)
{
    m_leftOut.insert(name, reason);
}

ThingClass &ThingRegistry::insert(const QString &className, const ThingClass &thingClass)
{
    if (m_classes.contains(className))
        throw std::logic_error("The class " + className.toStdString() + " is there already.");
    return *m_classes.insert(className, thingClass);
}

} // namespace Holdfast
