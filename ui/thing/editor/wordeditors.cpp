// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/wordeditors.h"

#include "ui/base/number/wheelguard.h"
#include "ui/base/text/plaintooltip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <utility>

namespace Holdfast {

namespace {

void prepare(QWidget *input, const EditorName &name, ValueEditor *editor)
{
    input->setObjectName(name.id);
    input->setAccessibleName(name.text);
    input->setToolTip(plainToolTip(name.help));
    auto *layout = new QHBoxLayout(editor);
    layout->setContentsMargins({});
    layout->addWidget(input);
    editor->setFocusProxy(input);
}

} // namespace

BoolEditor::BoolEditor(const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_box(new QCheckBox(this))
{
    prepare(m_box, name, this);
    connect(m_box, &QCheckBox::clicked, this, [this] {
        m_isChosen = true;
        refresh();
        Q_EMIT edited();
        Q_EMIT committed();
    });
    refresh();
}

Json BoolEditor::value() const
{
    return m_isChosen ? Json(m_box->isChecked()) : Json(nullptr);
}

void BoolEditor::setValue(const Json &value)
{
    if (!value.is_boolean())
        return;
    m_isChosen = true;
    m_box->setChecked(value.get<bool>());
    refresh();
}

QString BoolEditor::problem() const
{
    return m_isChosen ? QString() : tr("Nothing is chosen.");
}

void BoolEditor::refresh()
{
    if (!m_isChosen)
        m_box->setText(QStringLiteral("\u2013"));
    else
        m_box->setText(m_box->isChecked() ? tr("on") : tr("off"));
}

ChoiceEditor::ChoiceEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_box(new QComboBox(this))
{
    for (const QString &word : schema.enumeration)
        m_values.append(Json(word));
    for (const Json &literal : schema.literals)
        m_values.append(literal);
    for (const Json &value : std::as_const(m_values))
        m_box->addItem(value.is_string() ? value.get<QString>()
                                         : QString::fromUtf8(toBytes(value)));
    m_box->setCurrentIndex(-1);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(6);
    m_box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    new WheelGuard(m_box);
    prepare(m_box, name, this);
    connect(m_box, &QComboBox::activated, this, [this] {
        Q_EMIT edited();
        Q_EMIT committed();
    });
}

Json ChoiceEditor::value() const
{
    return isBlank() ? Json(nullptr) : m_values.at(m_box->currentIndex());
}

void ChoiceEditor::setValue(const Json &value)
{
    m_box->setCurrentIndex(int(m_values.indexOf(value)));
}

bool ChoiceEditor::isBlank() const
{
    return m_box->currentIndex() < 0;
}

QString ChoiceEditor::problem() const
{
    return isBlank() ? tr("Nothing is chosen.") : QString();
}

TextEditor::TextEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_line(new QLineEdit(this))
{
    if (schema.maxLength)
        m_line->setMaxLength(*schema.maxLength);
    prepare(m_line, name, this);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_isEntered = true;
        Q_EMIT edited();
    });
    connect(m_line, &QLineEdit::returnPressed, this, &ValueEditor::committed);
}

Json TextEditor::value() const
{
    return m_isEntered ? Json(m_line->text()) : Json(nullptr);
}

QString TextEditor::problem() const
{
    return m_isEntered ? QString() : tr("Nothing is entered.");
}

void TextEditor::setValue(const Json &value)
{
    m_isEntered = value.is_string();
    m_line->setText(value.is_string() ? value.get<QString>() : QString());
    m_line->setCursorPosition(0);
}

} // namespace Holdfast
