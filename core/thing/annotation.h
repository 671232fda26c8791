// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/unit.h"

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
    double minimum;
    double maximum;
};

//! \brief What a meta-object cannot say about an affordance; made by Thing::describe() and refined
//! by chained calls, all in the Thing's constructor:
//!
//!     describe("exposureTime", tr("How long the sensor collects light."))
//!         .unit(Unit::Microsecond).range({1, 1'000'000});
//!     describe("pulse", tr("Opens for a while, then closes."))
//!         .input("seconds", Unit::Second, Range {0.001, 60.0});
//!
//! Names are those of the C++ declaration; one that does not exist stops the start.
class Annotation
{
public:
    struct Input
    {
        QString description;
        Unit unit = Unit::None;
        std::optional<Range> range;
        bool required = false;
        QString mediaType;
    };

    explicit Annotation(QString description = {})
        : m_description(std::move(description))
    {
    }

    Annotation &title(const QString &title);
    Annotation &unit(Unit unit);
    Annotation &range(Range range);
    //! Of a property: a number above \a limit, or below it, or a multiple of \a step.
    Annotation &greaterThan(double limit);
    Annotation &lessThan(double limit);
    Annotation &multipleOf(double step);
    //! Of a property: how many characters a text, or items a list, may have; both ends included.
    Annotation &length(int least, int most);
    //! The name on the wire, where it shall not be the C++ name in snake_case.
    Annotation &wireName(const QString &name);
    //! Writing the property, or running the action, does not take the global lock.
    Annotation &withoutGlobalLock();
    //! How long to wait for the lock when the caller does not say.
    Annotation &lockWait(std::chrono::milliseconds wait);
    //! The property is kept from one start to the next: it is saved whenever it changes, and set
    //! before open() is called, through its setter where it has one. It needs a Value behind it, or a
    //! setter and a NOTIFY signal that carries the value.
    Annotation &setting();
    //! What the property is reset to. Needless where a Value stands behind it: then it is the value
    //! that the constructor leaves there.
    Annotation &resetsTo(const QVariant &value);
    //! How long finished invocations of the action are kept.
    Annotation &retention(std::chrono::milliseconds time);
    //! The action goes on for as long as its caller keeps asking for it: while it runs, or waits for the
    //! lock, what the same caller asks for reaches the running code as the newest input (awaitRenewal())
    //! instead of beginning it once more. Who may not have the lock at once is refused at once, unless
    //! the caller is willing to wait. \a endedBy: the input, of type bool, that ends it; where nothing
    //! goes on, it has no effect and takes no lock. The action must take a struct.
    Annotation &renewable(const QString &endedBy);
    //! Of one input: a parameter, or a member of the struct that the action takes.
    Annotation &input(const QString &name, Unit unit = Unit::None, std::optional<Range> range = {},
                      const QString &description = {});
    Annotation &input(const char *name, Unit unit = Unit::None, std::optional<Range> range = {},
                      const QString &description = {});
    //! Of an input that is a Blob, or a list of them: which ones the action can use, "image/png" or
    //! "image/*". Others are refused before it runs.
    Annotation &inputMediaType(const QString &name, const QString &mediaType);
    //! Members of the action's input struct that the caller must give.
    Annotation &required(const QStringList &members);

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
    std::optional<std::chrono::milliseconds> m_lockWait;
    bool m_isSetting = false;
    std::optional<QVariant> m_resetsTo;
    std::optional<std::chrono::milliseconds> m_retention;
    QString m_endedBy;
    QMap<QString, Input> m_inputs;
};

} // namespace Holdfast
