// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "core/thing/affordances/annotation.h"

#include <QMap>

namespace Holdfast {

class Thing;

//! \brief Reads a Thing's affordances from its meta-object and its annotations, and adds those that
//! were made at run time.
class AffordanceReader
{
public:
    //! The Value behind the property with this NOTIFY signal.
    struct ValueEntry
    {
        int notifyIndex;
        QMetaType type;
        std::function<QVariant()> read;
        std::function<void(const QVariant &)> write;
    };

    //! \a others are the Thing's streams, and the affordances that were made at run time.
    AffordanceReader(const Thing &thing, QMap<QString, Annotation> annotations,
                     const std::vector<ValueEntry> &values, Affordances others = {});

    //! Returns the affordances. Throws DeclarationError, which names the class and the member, when
    //! a declaration is wrong.
    Affordances read();

private:
    void readProperties(Affordances &result);
    void readMethods(Affordances &result);
    PropertyAffordance property(const QMetaProperty &property);
    ActionAffordance action(const QMetaMethod &method);
    EventAffordance event(const QMetaMethod &signal);

    void applyLimits(DataSchema &schema, const QString &name, const Annotation &annotation) const;
    void checkSetting(const PropertyAffordance &property) const;
    std::optional<Json> resetValue(const PropertyAffordance &property,
                                   const std::optional<QVariant> &declared) const;
    void checkRenewable(const ActionAffordance &action) const;
    void refusePropertyWords(const QString &name, const Annotation &annotation) const;

    //! Returns whether the device lacks the property or action, and marks the annotation that says so
    //! as used.
    bool isAbsent(const QString &cppName);
    //! Returns the annotation for a C++ name and marks it as used.
    Annotation take(const QString &cppName);
    void fill(Affordance &affordance, const QString &cppName, const Annotation &annotation) const;
    DataSchema schemaOf(QMetaType type, const QString &what) const;
    DataSchema inputOf(const QMetaMethod &method, const Annotation &annotation,
                       bool &takesStruct) const;
    void annotateInputs(DataSchema &input, const QString &action,
                        const Annotation &annotation) const;
    void checkNames(const Affordances &result) const;
    void checkResources(const Affordances &result) const;
    [[noreturn]] void fail(const QString &message) const;

    const Thing &m_thing;
    const QMetaObject *m_meta;
    QMap<QString, Annotation> m_annotations;
    const std::vector<ValueEntry> &m_values;
    Affordances m_others;
};

} // namespace Holdfast
