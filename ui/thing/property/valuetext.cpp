// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/property/valuetext.h"

#include "ui/base/number/numbertext.h"
#include "ui/base/text/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace Holdfast::ValueText {

namespace {

constexpr qsizetype longest = 200;
constexpr std::size_t mostNodes = 5000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::ValueText", text);
}

const DataSchema &schemaOf(const DataSchema &schema, const std::string &member)
{
    static const DataSchema any;
    const auto found =
        std::find_if(schema.members.begin(), schema.members.end(),
                     [name = toQString(member)](const SchemaMember &m) { return m.name == name; });
    return found == schema.members.end() ? any : found->schema;
}

QString number(const Json &value)
{
    if (!value.is_number_float())
        return QString::fromUtf8(toBytes(value));
    constexpr int digits = 8;
    return NumberText::rounded(value.get<double>(), digits);
}

//! Appends \a value; stops when there is no more room, with any value.
void append(QString &text, const DataSchema &schema, const Json &value)
{
    if (text.size() > longest)
        return;
    QString separator;
    if (value.is_object()) {
        for (const auto &[key, member] : value.items()) {
            text += separator + toQString(key) + u' ';
            append(text, schemaOf(schema, key), member);
            separator = QStringLiteral(", ");
            if (text.size() > longest)
                return;
        }
    } else if (value.is_array()) {
        static const DataSchema any;
        text += u'[';
        for (const Json &item : value) {
            text += separator;
            append(text, schema.items ? *schema.items : any, item);
            separator = QStringLiteral(", ");
            if (text.size() > longest)
                return;
        }
        text += u']';
    } else if (value.is_boolean()) {
        text += value.get<bool>() ? tr("on") : tr("off");
    } else if (value.is_null()) {
        text += tr("none");
    } else if (value.is_string()) {
        const auto &string = value.get_ref<const std::string &>();
        text += QString::fromUtf8(string.data(), qsizetype(std::min<std::size_t>(
                                                     string.size(), std::size_t(longest) * 4)));
    } else {
        const QString unit = schema.unitSymbol();
        text += unit.isEmpty() ? number(value) : number(value) + u' ' + unit;
    }
}

void count(const Json &value, std::size_t &nodes)
{
    if (value.is_string())
        nodes += value.get_ref<const std::string &>().size() / 16;
    if (++nodes > mostNodes || !value.is_structured())
        return;
    for (const Json &item : value) {
        count(item, nodes);
        if (nodes > mostNodes)
            return;
    }
}

} // namespace

QString brief(const DataSchema &schema, const Json &value)
{
    QString text;
    append(text, schema, value);
    if (value.is_string() && text.isEmpty())
        return tr("(empty)");
    return text.size() > longest ? text.left(longest) + QStringLiteral(" \u2026") : text;
}

QString pretty(const Json &value)
{
    std::size_t nodes = 0;
    count(value, nodes);
    if (nodes <= mostNodes)
        return Format::json(value);
    return value.is_structured() ? tr("(too large to be shown: %1 entries)").arg(value.size())
                                 : tr("(too large to be shown)");
}

bool isSame(const Json &asked, const Json &taken)
{
    if (asked.is_number() && taken.is_number()) {
        const double a = asked.get<double>();
        const double b = taken.get<double>();
        return std::abs(a - b) <= 1e-6 * std::max(std::abs(a), std::abs(b));
    }
    if (asked.is_object() && taken.is_object()) {
        for (const auto &[key, value] : asked.items()) {
            const auto found = taken.find(key);
            if (found != taken.end() && !isSame(value, *found))
                return false;
        }
        return true;
    }
    if (asked.is_array() && taken.is_array())
        return std::equal(asked.begin(), asked.end(), taken.begin(), taken.end(), isSame);
    return asked == taken;
}

} // namespace Holdfast::ValueText
