// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/valueeditor.h"

#include "ui/base/number/numbertext.h"
#include "ui/base/text/translated.h"
#include "ui/thing/editor/jsoneditor.h"
#include "ui/thing/editor/listeditor.h"
#include "ui/thing/editor/numbereditors.h"
#include "ui/thing/editor/optionaleditor.h"
#include "ui/thing/editor/structeditor.h"
#include "ui/thing/editor/wordeditors.h"

#include <QCoreApplication>

namespace Holdfast {

namespace {

constexpr int deepest = 3; // in a column of this width, forms in forms in forms are unreadable

QString number(double value)
{
    constexpr int digits = 10;
    return NumberText::rounded(value, digits);
}

} // namespace

ValueEditor *createEditor(const DataSchema &schema, const EditorName &name, QWidget *parent,
                          int depth)
{
    using Type = DataSchema::Type;
    const bool isAny = schema.type == Type::Any && schema.literals.empty();
    if (schema.nullable && !isAny && depth <= deepest) {
        DataSchema inner = schema;
        inner.nullable = false;
        return new OptionalEditor(inner, name, parent, depth);
    }
    if (!schema.enumeration.isEmpty() || !schema.literals.empty())
        return new ChoiceEditor(schema, name, parent);
    switch (schema.type) {
    case Type::Boolean:
        return new BoolEditor(name, parent);
    case Type::Integer:
        if (IntegerEditor::canShow(schema))
            return new IntegerEditor(schema, name, parent);
        if (!schema.representable) // of no C++ type: larger ones than a number counts are unlikely
            return new NumberEditor(schema, name, parent);
        break;
    case Type::Number:
        return new NumberEditor(schema, name, parent);
    case Type::String:
        return new TextEditor(schema, name, parent);
    case Type::Array:
        if (schema.items && depth < deepest)
            return new ListEditor(schema, name, parent, depth);
        break;
    case Type::Object:
        if (!schema.members.isEmpty() && depth < deepest)
            return new StructEditor(schema, name, parent, depth);
        break;
    case Type::Any:
    case Type::Null:
        break;
    }
    return new JsonEditor(schema, name, parent);
}

QString limitsOf(const DataSchema &schema)
{
    const auto low = schema.minimum ? schema.minimum : schema.exclusiveMinimum;
    const auto high = schema.maximum ? schema.maximum : schema.exclusiveMaximum;
    QString text;
    if (low && high)
        text = tr("%1 to %2").arg(number(*low), number(*high));
    else if (low)
        text = tr("from %1").arg(number(*low));
    else if (high)
        text = tr("up to %1").arg(number(*high));
    if (!schema.minimum && schema.exclusiveMinimum)
        text += tr(", above %1").arg(number(*schema.exclusiveMinimum));
    if (!schema.maximum && schema.exclusiveMaximum)
        text += tr(", below %1").arg(number(*schema.exclusiveMaximum));
    if (schema.multipleOf)
        text += (text.isEmpty() ? QString() : QStringLiteral(", "))
                + tr("in steps of %1").arg(number(*schema.multipleOf));
    const QString unit = schema.unitSymbol();
    return text.isEmpty() || unit.isEmpty() ? text : text + u' ' + unit;
}

} // namespace Holdfast
