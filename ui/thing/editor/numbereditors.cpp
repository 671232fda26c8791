// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/numbereditors.h"

#include "ui/base/text/plaintooltip.h"

#include <QHBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace Holdfast {

namespace {

//! Returns the ends of the range of \a schema, within the range of \a Box.
std::pair<double, double> rangeOf(const DataSchema &schema, double least, double most)
{
    std::pair<double, double> range {least, most};
    if (schema.representable) {
        range.first = std::max(range.first, double(schema.representable->first));
        range.second = std::min(range.second, double(schema.representable->second));
    }
    for (const auto &low : {schema.minimum, schema.exclusiveMinimum})
        range.first = std::max(range.first, low.value_or(least));
    for (const auto &high : {schema.maximum, schema.exclusiveMaximum})
        range.second = std::min(range.second, high.value_or(most));
    return range;
}

//! Sets up the common parts of both kinds of spin boxes.
template<typename Box>
void prepare(Box *box, const DataSchema &schema, const EditorName &name, ValueEditor *editor)
{
    box->setObjectName(name.id);
    box->setAccessibleName(name.text);
    box->setToolTip(plainToolTip(name.help));
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setMinimumWidth(box->fontMetrics().averageCharWidth() * 9); // not the room for its limits
    if (const QString unit = schema.unitSymbol(); !unit.isEmpty())
        box->setSuffix(u' ' + unit);
    if (schema.multipleOf)
        box->setSingleStep(static_cast<decltype(box->singleStep())>(*schema.multipleOf));
    else
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    auto *layout = new QHBoxLayout(editor);
    layout->setContentsMargins({});
    layout->addWidget(box);
    editor->setFocusProxy(box);
    QObject::connect(box->edit(), &QLineEdit::textEdited, editor, &ValueEditor::edited);
    QObject::connect(box, &Box::valueChanged, editor, &ValueEditor::edited); // by its arrows
    // As a text, so that Return commits it whether or not the number is another one.
    QObject::connect(box->edit(), &QLineEdit::returnPressed, editor, &ValueEditor::committed);
    box->clear(); // a value that was not entered is not 0
}

} // namespace

bool IntegerEditor::canShow(const DataSchema &schema)
{
    constexpr double far = 1e30;
    const auto [low, high] = rangeOf(schema, -far, far);
    return low >= std::numeric_limits<int>::min() && high <= std::numeric_limits<int>::max();
}

IntegerEditor::IntegerEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_box(new WholeNumberBox(this))
{
    const auto [low, high] =
        rangeOf(schema, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    m_box->setRange(int(std::ceil(low)), int(std::floor(high)));
    prepare(m_box, schema, name, this);
}

Json IntegerEditor::value() const
{
    return m_box->problem().isEmpty() ? Json(m_box->entered()) : Json(nullptr);
}

void IntegerEditor::setValue(const Json &value)
{
    if (value.is_number())
        m_box->showNumber(value.get<double>());
}

NumberEditor::NumberEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_box(new NumberBox(this))
    , m_isWhole(schema.type == DataSchema::Type::Integer)
{
    constexpr double exactlyCounted = 9007199254740992.0;
    const auto [low, high] = m_isWhole ? rangeOf(schema, -exactlyCounted, exactlyCounted)
                                       : rangeOf(schema, m_box->minimum(), m_box->maximum());
    m_box->setRange(low, high);
    if (m_isWhole)
        m_box->setWhole();
    prepare(m_box, schema, name, this);
}

Json NumberEditor::value() const
{
    if (!m_box->problem().isEmpty())
        return nullptr;
    return m_isWhole ? Json(qint64(std::llround(m_box->entered()))) : Json(m_box->entered());
}

void NumberEditor::setValue(const Json &value)
{
    if (value.is_number())
        m_box->showNumber(value.get<double>());
}

} // namespace Holdfast
