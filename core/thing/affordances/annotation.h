// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/unit.h"

#include <QMap>
#include <QString>
#include <QVariant>

#include <chrono>
#include <optional>
#include <utility>

namespace Holdfast {

//! \brief The values that a number may have, both ends included.
struct Range
{
    //! The least value.
    double minimum;
    //! The greatest value.
    double maximum;
};

//! \brief The facts about an affordance that its meta-object cannot tell; made by Thing::describe()
//! and refined by chained calls, all in the Thing's constructor:
//!
//!     describe("exposureTime", tr("How long the sensor collects light."))
//!         .unit(Unit::Microsecond).range({1, 1'000'000});
//!     describe("pulse", tr("Opens for a while, then closes."))
//!         .input("seconds", Unit::Second, Range {0.001, 60.0});
//!
//! Names are those of the C++ declaration; one that does not exist prevents the start.
class Annotation
{
public:
    //! \brief What is known of one input.
    struct Input
    {
        QString description;        //!< for people
        Unit unit = Unit::None;     //!< of a number
        std::optional<Range> range; //!< of a number; empty: that of its type
        bool required = false;      //!< the caller must give it
        QString mediaType;          //!< of a Blob; empty: any
    };

    //! Makes an annotation with nothing but a description.
    explicit Annotation(QString description = {})
        : m_description(std::move(description))
    {
    }

    //! Sets the title for people; otherwise it is made of the name.
    Annotation &title(const QString &title);
    //! Sets the unit of a property, or of its members.
    Annotation &unit(Unit unit);
    //! Limits the numbers of a property to a range. Others are refused before the setter runs.
    Annotation &range(Range range);
    //! Limits the numbers of a property: above \a limit, or below it, or a multiple of \a step.
    Annotation &greaterThan(double limit);
    //! Limits the numbers of a property to those below \a limit.
    Annotation &lessThan(double limit);
    //! Limits the numbers of a property to multiples of \a step.
    Annotation &multipleOf(double step);
    //! Limits how many characters a property's text, or items its list, may have; both ends
    //! included.
    Annotation &length(int least, int most);
    //! Sets the name on the wire, where it differs from the C++ name in snake_case.
    Annotation &wireName(const QString &name);
    //! Lets a write of the property, or a run of the action, go without the global lock.
    Annotation &withoutGlobalLock();
    //! Lets only administrators run the action from other computers: it affects more than the instrument. A property cannot
    //! have it.
    Annotation &onlyForAdmins();
    //! Sets how long to wait for the lock when the caller does not say.
    Annotation &lockWait(std::chrono::milliseconds wait);
    //! Makes the property a setting, kept from one start to the next: it is saved whenever it
    //! changes, and set before open() is called, through its setter where it has one. It needs a
    //! Value behind it, or a setter and a NOTIFY signal that carries the value.
    Annotation &setting();
    //! Sets the value to which the property is reset. Unnecessary with a Value behind the property:
    //! then it is the value that the constructor leaves there.
    Annotation &resetsTo(const QVariant &value);
    //! Sets how long finished invocations of the action are kept.
    Annotation &retention(std::chrono::milliseconds time);
    //! Makes the action go on for as long as its caller keeps asking for it: while it runs, or
    //! waits for the lock, further requests of the same caller reach the running code as the newest
    //! input (awaitRenewal()) instead of starting another run. A request that cannot have the lock
    //! at once is refused at once, unless its caller is willing to wait. \a endedBy is the input,
    //! of type bool, that ends it; without a running invocation it has no effect and takes no lock.
    //! The action must take a struct.
    Annotation &renewable(const QString &endedBy);
    //! Describes one input: a parameter, or a member of the struct that the action takes.
    Annotation &input(const QString &name, Unit unit = Unit::None, std::optional<Range> range = {},
                      const QString &description = {});
    //! Does the same for a name in ASCII.
    Annotation &input(const char *name, Unit unit = Unit::None, std::optional<Range> range = {},
                      const QString &description = {});
    //! Limits an input that is a Blob, or a list of them, to media types that the action can use:
    //! "image/png" or "image/*". Others are refused before it runs.
    Annotation &inputMediaType(const QString &name, const QString &mediaType);
    //! Marks the members of the action's input struct that the caller must give.
    Annotation &required(const QStringList &members);
    //! Lets the caller leave out the whole input of an action whose struct has no required member, as if it were
    //! an action without inputs. Otherwise it takes at least an empty object.
    Annotation &optionalInput();
    //! Says that only other programs have a use for the property or action: the window leaves it out of the Thing's
    //! panel. Otherwise it is like the others.
    Annotation &forPrograms();
    //! Leaves a property or an action out: its class declares it for devices that have it, and this
    //! device lacks it. Its C++ functions stay.
    Annotation &absent();

private:
    friend class AffordanceReader;
    QString m_title;
    QString m_description;
    QString m_wireName;
    Unit m_unit = Unit::None;
    std::optional<Range> m_range;
    std::optional<double> m_greaterThan;
    std::optional<double> m_lessThan;
    std::optional<double> m_multipleOf;
    std::optional<std::pair<int, int>> m_length;
    bool m_usesGlobalLock = true;
    bool m_isForAdmins = false;
    std::optional<std::chrono::milliseconds> m_lockWait;
    bool m_isSetting = false;
    std::optional<QVariant> m_resetsTo;
    std::optional<std::chrono::milliseconds> m_retention;
    QString m_endedBy;
    bool m_isAbsent = false;
    bool m_isForPrograms = false;
    bool m_isInputOptional = false;
    QMap<QString, Input> m_inputs;
};

} // namespace Holdfast
