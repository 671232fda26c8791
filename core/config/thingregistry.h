// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/annotation.h"
#include "core/thing/json/json.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/thing.h"
#include "core/thing/validation/dataschema.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace Holdfast {

class Findings;

//! Makes a Thing. Called in the Things' thread; may throw.
using ThingFactory = std::function<std::unique_ptr<Thing>()>;

//! \brief A class of Things that a configuration may name.
class ThingClass
{
public:
    //! Makes a Thing with \a options, which are of the class's options struct.
    using Make = std::function<std::unique_ptr<Thing>(const QVariant &options)>;
    //! Throws ThingError when the options do not fit together.
    using Check = std::function<void(const QVariant &options)>;

    ThingClass() = default;
    //! Makes the class whose options are of the type \a options, or which has none.
    ThingClass(QMetaType options, Make make, Check check = {});

    //! Returns what `kwargs` may contain.
    const DataSchema &kwargs() const { return m_kwargs; }

    //! Sets the values that \a option, by its name in the file, may have.
    ThingClass &range(const QString &option, Range range);
    //! Says what the class is. Like the next one, for the schema and the example of a configuration.
    ThingClass &describe(const QString &text);
    //! Says what \a option, by its name in the file, means.
    ThingClass &describe(const QString &option, const QString &text);

    //! Returns a factory for Things with \a kwargs. Throws ConfigurationError, whose key begins with
    //! \a key, when the class does not accept them.
    ThingFactory factory(const Json &kwargs, const QString &key) const;
    //! Does the same, but adds all errors to \a findings; then there is no factory.
    ThingFactory factory(const Json &kwargs, const QString &key, Findings &findings) const;

private:
    DataSchema &schemaOf(const QString &option);

    QMetaType m_options;
    DataSchema m_kwargs; //!< its description is that of the class
    Make m_make;
    Check m_check;
};

//! \brief What the alias of a class means beyond the class.
struct AliasMeaning
{
    Json kwargs = Json::object(); //!< options that the alias has; those of the file win
    QStringList ignored {};       //!< options in files of the other program that mean nothing here
};

//! \brief The classes of Things that a configuration may name.
//!
//!     registry.add<SimulatedStage, SimulatedStageOptions>(QStringLiteral("SimulatedStage"));
class ThingRegistry
{
public:
    //! Adds a class whose constructor takes a Q_GADGET, which is filled from `kwargs`. Where the gadget
    //! has a function `check() const`, that is called before a Thing is made.
    template<typename T, typename Options>
    ThingClass &add(const QString &className)
    {
        ThingClass::Check check;
        if constexpr (requires(const Options &options) { options.check(); })
            check = [](const QVariant &options) { options.value<Options>().check(); };
        return insert(className, ThingClass(
                                     QMetaType::fromType<Options>(),
                                     [](const QVariant &options) {
                                         return std::make_unique<T>(options.value<Options>());
                                     },
                                     std::move(check)));
    }
    //! Adds a class whose constructor takes no arguments.
    template<typename T>
    ThingClass &add(const QString &className)
    {
        return insert(className, ThingClass(QMetaType(), [](const QVariant &) {
                          return std::make_unique<T>();
                      }));
    }

    //! Lets \a alias, a name that files of other programs use, stand for a class that was added.
    void addAlias(const QString &alias, const QString &className, const AliasMeaning &meaning = {});

    //! Adds the name of a class that files of other programs use, that has no counterpart here, and without whose Things the
    //! rest works: they are left out. \a explanation says what is done instead.
    void addDispensable(const QString &name, const QString &explanation);

    //! Adds the name of a class that files of other programs use and that has no counterpart here:
    //! \a explanation says what the class is, and what to do instead.
    void addAbsent(const QString &name, const QString &explanation);

    //! Adds the name of a class that a plug-in in the Debian package \a package brings: where no plug-in
    //! brings it, the error says what to install.
    void addPackaged(const QString &name, const QString &package);

    //! Adds the classes of \a other and their aliases.
    void add(const ThingRegistry &other);

    //! Adds the name of a class that a plug-in would bring, if it could be used: \a reason says why it
    //! cannot.
    void addLeftOut(const QString &name, const QString &reason);

    //! Says where plug-ins were searched, for the error about a class that there is not.
    void setPluginFolders(const QStringList &folders) { m_pluginFolders = folders; }

    //! Returns whether there is such a class, or such an alias.
    bool knows(const QString &name) const { return m_classes.contains(resolved(name)); }
    //! Returns why the class \a name is left out; empty when it is not.
    QString whyLeftOut(const QString &name) const { return m_leftOut.value(resolved(name)); }

    //! Returns why the rest works without Things of the class \a name; empty when it does not.
    QString whyDispensable(const QString &name) const { return m_dispensable.value(name); }
    //! Returns whether there is no such class here, nor in a package.
    bool isUnknown(const QString &name) const;
    //! Returns the options of a Thing whose class the file calls \a name: \a given with those of the alias, and without those that
    //! mean nothing here.
    Json kwargsFor(const QString &name, const Json &given) const;

    //! Returns the names of the classes in alphabetical order, without the aliases.
    QStringList classNames() const { return m_classes.keys(); }
    //! Returns what an alias stands for; otherwise \a name itself.
    QString resolved(const QString &name) const { return m_aliases.value(name, name); }
    //! Finds a class by name or alias. Throws ConfigurationError with \a key when there is none.
    const ThingClass &find(const QString &name, const QString &key) const;

private:
    ThingClass &insert(const QString &className, const ThingClass &thingClass);
    [[noreturn]] void throwNoSuchClass(const QString &name, const QString &key) const;

    QMap<QString, ThingClass> m_classes;
    QMap<QString, QString> m_aliases;
    QMap<QString, AliasMeaning> m_meanings; //!< of aliases that have one
    QMap<QString, QString> m_dispensable;   //!< names and explanations
    QMap<QString, QString> m_absent;        //!< names and explanations
    QMap<QString, QString> m_packaged;      //!< names and packages
    QMap<QString, QString> m_leftOut;       //!< names and reasons
    QStringList m_pluginFolders;
};

} // namespace Holdfast
