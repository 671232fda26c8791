// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/metatypes.h"

#include "core/thing/validation/dataschema.h"

#include <QSequentialIterable>
#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <string>

namespace Holdfast {

namespace {

template<typename Integer>
std::pair<qint64, qint64> rangeOf()
{
    using Limits = std::numeric_limits<Integer>;
    constexpr quint64 most = std::numeric_limits<qint64>::max();
    return {static_cast<qint64>(Limits::min()),
            static_cast<qint64>(std::min(static_cast<quint64>(Limits::max()), most))};
}

template<typename T>
OptionalType makeOptionalType()
{
    using Optional = std::optional<T>;
    return {
        QMetaType::fromType<Optional>(), QMetaType::fromType<T>(),
        [](const QVariant &value) {
            const auto optional = value.value<Optional>();
            return optional ? QVariant::fromValue(*optional) : QVariant();
        },
        [](const QVariant &content) { return QVariant::fromValue(Optional(content.value<T>())); },
        [] { return QVariant::fromValue(Optional()); }};
}

} // namespace

bool isScalar(QMetaType type)
{
    switch (type.id()) {
    case QMetaType::Bool:
    case QMetaType::Float:
    case QMetaType::Double:
    case QMetaType::QString:
        return true;
    default:
        return integerRange(type).has_value();
    }
}

std::optional<std::pair<qint64, qint64>> integerRange(QMetaType type)
{
    switch (type.id()) {
    case QMetaType::Char:
        return rangeOf<char>();
    case QMetaType::SChar:
        return rangeOf<signed char>();
    case QMetaType::UChar:
        return rangeOf<unsigned char>();
    case QMetaType::Short:
        return rangeOf<short>();
    case QMetaType::UShort:
        return rangeOf<unsigned short>();
    case QMetaType::Int:
        return rangeOf<int>();
    case QMetaType::UInt:
        return rangeOf<unsigned int>();
    case QMetaType::Long:
        return rangeOf<long>();
    case QMetaType::ULong:
        return rangeOf<unsigned long>();
    case QMetaType::LongLong:
        return rangeOf<qint64>();
    case QMetaType::ULongLong:
        return rangeOf<quint64>();
    default:
        return {};
    }
}

QMetaEnum enumerationOf(QMetaType type)
{
    if (!type.flags().testFlag(QMetaType::IsEnumeration) || !type.metaObject())
        return {};
    const QByteArray fullName(type.name());
    const QByteArray name = fullName.mid(fullName.lastIndexOf(':') + 1);
    const QMetaObject *scope = type.metaObject();
    const int index = scope->indexOfEnumerator(name.constData());
    const QMetaEnum enumeration = index < 0 ? QMetaEnum() : scope->enumerator(index);
    return enumeration.isFlag() ? QMetaEnum() : enumeration;
}

QString enumerationWord(const QMetaEnum &enumeration, int index)
{
    return toSnakeCase(QString::fromLatin1(enumeration.key(index)));
}

bool isGadget(QMetaType type)
{
    return type.flags().testFlag(QMetaType::IsGadget) && type.metaObject();
}

QMetaType itemType(QMetaType type)
{
    // Asking for the id makes Qt register the list's own view, so that authors need not register
    // it.
    const int id = type.id();
    if (id == QMetaType::UnknownType || id == QMetaType::QString || id == QMetaType::QByteArray)
        return {};
    QVariant list(type);
    if (!list.canView<QSequentialIterable>())
        return {};
    const QMetaSequence container = list.view<QSequentialIterable>().metaContainer();
    const QMetaType item = container.valueMetaType();
    return container.canAddValueAtEnd() && item.id() != QMetaType::QVariant ? item : QMetaType();
}

const OptionalType *optionalType(QMetaType type)
{
    static const std::array known {
        makeOptionalType<bool>(),          makeOptionalType<int>(),
        makeOptionalType<unsigned int>(),  makeOptionalType<qint64>(),
        makeOptionalType<quint64>(),       makeOptionalType<long>(),
        makeOptionalType<unsigned long>(), makeOptionalType<float>(),
        makeOptionalType<double>(),        makeOptionalType<QString>(),
        makeOptionalType<QStringList>(),
    };
    const auto found = std::find_if(known.begin(), known.end(), [type](const OptionalType &entry) {
        return entry.type == type;
    });
    return found == known.end() ? nullptr : &*found;
}

void throwNoJsonForm(QMetaType type)
{
    throw std::invalid_argument("The type " + std::string(type.name() ? type.name() : "(none)")
                                + " has no JSON form.");
}

} // namespace Holdfast
