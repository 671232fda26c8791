// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/wordeditors.h"

#include "ui/text/plaintooltip.h"
#include "ui/thing/editor/wheelguard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

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
    connect(m_box, &QCheckBox::toggled, this, &BoolEditor::refresh);
    connect(m_box, &QCheckBox::clicked, this, [this] {
        Q_EMIT edited();
        Q_EMIT committed();
    });
    refresh();
}

Json BoolEditor::value() const
{
    return m_box->isChecked();
}

void BoolEditor::setValue(const Json &value)
{
    if (value.is_boolean())
        m_box->setChecked(value.get<bool>());
}

void BoolEditor::refresh()
{
    m_box->setText(m_box->isChecked() ? tr("on") : tr("off"));
}

ChoiceEditor::ChoiceEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_box(new QComboBox(this))
{
    m_box->addItems(schema.enumeration);
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
    return m_box->currentIndex() < 0 ? Json(nullptr) : Json(toUtf8String(m_box->currentText()));
}

void ChoiceEditor::setValue(const Json &value)
{
    m_box->setCurrentIndex(value.is_string() ? m_box->findText(value.get<QString>()) : -1);
}

QString ChoiceEditor::problem() const
{
    return m_box->currentIndex() < 0 ? tr("Nothing is chosen.") : QString();
}

TextEditor::TextEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_line(new QLineEdit(this))
{
    if (schema.maxLength)
        m_line->setMaxLength(*schema.maxLength);
    prepare(m_line, name, this);
    connect(m_line, &QLineEdit::textEdited, this, &ValueEditor::edited);
    connect(m_line, &QLineEdit::returnPressed, this, &ValueEditor::committed);
}

Json TextEditor::value() const
{
    return m_line->text();
}

void TextEditor::setValue(const Json &value)
{
    m_line->setText(value.is_string() ? value.get<QString>() : QString());
    m_line->setCursorPosition(0);
}

} // namespace Holdfast
