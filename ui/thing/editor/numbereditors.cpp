// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/numbereditors.h"

#include "ui/text/plaintooltip.h"
#include "ui/thing/editor/wheelguard.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <limits>

namespace Holdfast {

namespace {

//! The ends of what \a schema allows, within what \a Box can hold.
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

//! What both kinds of spin boxes have in common.
template<typename Box>
void prepare(Box *box, const DataSchema &schema, const EditorName &name, ValueEditor *editor)
{
    box->setObjectName(name.id);
    box->setAccessibleName(name.text);
    box->setToolTip(plainToolTip(name.help));
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setMinimumWidth(box->fontMetrics().averageCharWidth() * 9); // not what its limits take
    if (const QString unit = symbol(schema.unit); !unit.isEmpty())
        box->setSuffix(u' ' + unit);
    if (schema.multipleOf)
        box->setSingleStep(static_cast<decltype(box->singleStep())>(*schema.multipleOf));
    else
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    new WheelGuard(box);
    auto *layout = new QHBoxLayout(editor);
    layout->setContentsMargins({});
    layout->addWidget(box);
    editor->setFocusProxy(box);
    QObject::connect(box, &Box::textChanged, editor, &ValueEditor::edited);
    // As a text, so that Return says it whether or not the number is another one.
    if (auto *edit = box->template findChild<QLineEdit *>())
        QObject::connect(edit, &QLineEdit::returnPressed, editor, &ValueEditor::committed);
}

} // namespace

NumberBox::NumberBox(QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(std::numeric_limits<double>::max_exponent10
                + std::numeric_limits<double>::digits10); // or it would round what it is given
    setRange(std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max());
}

void NumberBox::setShownDigits(int digits)
{
    m_shownDigits = digits;
    setValue(value());
}

QString NumberBox::textFromValue(double value) const
{
    if (m_shownDigits > 0)
        return locale().toString(value, 'g', m_shownDigits);
    const double size = std::abs(value);
    const bool plain = value == 0 || (size >= 1e-4 && size < 1e9);
    QLocale shown = locale();
    shown.setNumberOptions(QLocale::OmitGroupSeparator);
    return shown.toString(value, plain ? 'f' : 'g', QLocale::FloatingPointShortest);
}

QString NumberBox::withoutSuffix(QString text) const
{
    if (!suffix().isEmpty() && text.endsWith(suffix()))
        text.chop(suffix().size());
    return text;
}

double NumberBox::toNumber(const QString &text, bool *ok) const
{
    const QString number = withoutSuffix(text).trimmed();
    double value = locale().toDouble(number, ok);
    if (!*ok)
        value = QLocale::c().toDouble(number, ok); // as everywhere in a lab
    return value;
}

double NumberBox::valueFromText(const QString &text) const
{
    if (m_shownDigits > 0 && withoutSuffix(text) == textFromValue(value()))
        return value(); // what is shown is rounded
    bool ok = false;
    return toNumber(text, &ok);
}

QValidator::State NumberBox::validate(QString &text, int &) const
{
    bool ok = false;
    const double value = toNumber(text, &ok);
    if (ok && std::isfinite(value))
        return value >= minimum() && value <= maximum() ? QValidator::Acceptable
                                                        : QValidator::Intermediate;
    static const QRegularExpression unfinished(
        QStringLiteral("^\\s*[+-]?[0-9.,]*([eE][+-]?[0-9]*)?\\s*\\z"));
    return unfinished.match(withoutSuffix(text)).hasMatch() ? QValidator::Intermediate
                                                            : QValidator::Invalid;
}

void NumberBox::stepBy(int steps)
{
    // From nothing, adaptive steps would be as small as numbers can be.
    constexpr double first = 0.1;
    if (stepType() == AdaptiveDecimalStepType && value() == 0)
        setValue(steps * first);
    else
        QDoubleSpinBox::stepBy(steps);
}

bool IntegerEditor::canShow(const DataSchema &schema)
{
    constexpr double far = 1e30;
    const auto [low, high] = rangeOf(schema, -far, far);
    return low >= std::numeric_limits<int>::min() && high <= std::numeric_limits<int>::max();
}

IntegerEditor::IntegerEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_box(new QSpinBox(this))
{
    const auto [low, high] =
        rangeOf(schema, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    m_box->setRange(int(std::ceil(low)), int(std::floor(high)));
    prepare(m_box, schema, name, this);
}

Json IntegerEditor::value() const
{
    return m_box->value();
}

void IntegerEditor::setValue(const Json &value)
{
    const QSignalBlocker quiet(m_box);
    if (value.is_number())
        m_box->setValue(int(
            std::clamp(value.get<double>(), double(m_box->minimum()), double(m_box->maximum()))));
}

NumberEditor::NumberEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_box(new NumberBox(this))
{
    const auto [low, high] = rangeOf(schema, m_box->minimum(), m_box->maximum());
    m_box->setRange(low, high);
    prepare(m_box, schema, name, this);
}

Json NumberEditor::value() const
{
    return m_box->value();
}

void NumberEditor::setValue(const Json &value)
{
    const QSignalBlocker quiet(m_box);
    if (value.is_number())
        m_box->setValue(value.get<double>());
}

} // namespace Holdfast
