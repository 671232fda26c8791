// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaEnum>
#include <QMetaType>
#include <QVariant>

#include <optional>
#include <utility>

namespace Holdfast {

// What the schema of a C++ type and the conversion of its values both need to know about the type.
// An author registers nothing for it: QMetaType tells by itself, save for std::optional.

//! Whether \a type is a bool, an integer, a floating point number or a QString.
bool isScalar(QMetaType type);

//! The smallest and largest value that an integer type can hold and JSON can carry here: a quint64
//! ends at 2^63-1. Empty when \a type is no integer.
std::optional<std::pair<qint64, qint64>> integerRange(QMetaType type);

//! The enumeration that \a type is, when the meta-object system knows it; else invalid. QFlags are none.
QMetaEnum enumerationOf(QMetaType type);

//! The word for a key of an enumeration: "FullResolution" is "full_resolution".
QString enumerationWord(const QMetaEnum &enumeration, int index);

//! Whether \a type is a Q_GADGET value (not a pointer to one).
bool isGadget(QMetaType type);

//! The type of a list's items; invalid when \a type is no list. Text, bytes and
//! lists of QVariant are none.
QMetaType itemType(QMetaType type);

//! \brief A std::optional, taken apart and put together.
struct OptionalType
{
    QMetaType type;
    QMetaType inner;
    QVariant (*content)(const QVariant &optional); //!< invalid when there is none
    QVariant (*wrapped)(const QVariant &content);
    QVariant (*none)();
};

//! How to handle the std::optional that \a type is; nullptr when it is none of the known ones
//! (of bool, int, unsigned, 64-bit integers, float, double, QString, QStringList).
const OptionalType *optionalType(QMetaType type);

//! Throws the std::invalid_argument for a type that DataSchema::of() does not know.
[[noreturn]] void throwNoJsonForm(QMetaType type);

} // namespace Holdfast
