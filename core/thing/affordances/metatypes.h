// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaEnum>
#include <QMetaType>
#include <QVariant>

#include <optional>
#include <utility>

namespace Holdfast {

// The facts about a C++ type that both its schema and the conversion of its values need. An author
// need not register a type: QMetaType knows it, except for std::optional.

//! Returns whether \a type is a bool, an integer, a floating point number or a QString.
bool isScalar(QMetaType type);

//! Returns the smallest and largest value that an integer type can hold and JSON can carry here: a
//! quint64 ends at 2^63-1. Empty when \a type is no integer.
std::optional<std::pair<qint64, qint64>> integerRange(QMetaType type);

//! Returns the enumeration of \a type, when the meta-object system knows it; else an invalid one.
//! QFlags are not included.
QMetaEnum enumerationOf(QMetaType type);

//! Returns the word for a key of an enumeration: "FullResolution" is "full_resolution".
QString enumerationWord(const QMetaEnum &enumeration, int index);

//! Returns whether \a type is a Q_GADGET value (not a pointer to one).
bool isGadget(QMetaType type);

//! Returns the type of a list's items; invalid when \a type is no list. Text, bytes and lists of
//! QVariant are not lists here.
QMetaType itemType(QMetaType type);

//! \brief The functions that unpack and pack a std::optional.
struct OptionalType
{
    QMetaType type;
    QMetaType inner;
    QVariant (*content)(const QVariant &optional); //!< invalid when it is empty
    QVariant (*wrapped)(const QVariant &content);
    QVariant (*none)();
};

//! Returns how to handle the std::optional \a type; nullptr when it is none of the known ones (of
//! bool, int, unsigned, 64-bit integers, float, double, QString, QStringList).
const OptionalType *optionalType(QMetaType type);

//! Throws the std::invalid_argument for a type that DataSchema::of() does not know.
[[noreturn]] void throwNoJsonForm(QMetaType type);

} // namespace Holdfast
