// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/optionaleditor.h"

#include "ui/base/text/plaintooltip.h"

#include <QCheckBox>
#include <QHBoxLayout>

namespace Holdfast {

OptionalEditor::OptionalEditor(const DataSchema &schema, const EditorName &name, QWidget *parent,
                               int depth)
    : ValueEditor(parent)
    , m_isSet(new QCheckBox(tr("set"), this))
    , m_inner(createEditor(schema, name, this, depth))
{
    m_isSet->setObjectName(name.id + QStringLiteral("IsSet"));
    m_isSet->setAccessibleName(tr("%1: whether there is one").arg(name.text));
    m_isSet->setToolTip(
        plainToolTip(tr("Without the check mark there is no value") + u'\n' + name.help));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_isSet, 0, Qt::AlignTop);
    layout->addWidget(m_inner, 1);
    setFocusProxy(m_isSet);
    connect(m_isSet, &QCheckBox::toggled, this, &OptionalEditor::refresh);
    connect(m_isSet, &QCheckBox::clicked, this, &ValueEditor::edited);
    connect(m_inner, &ValueEditor::edited, this, &ValueEditor::edited);
    connect(m_inner, &ValueEditor::committed, this, &ValueEditor::committed);
    refresh();
}

Json OptionalEditor::value() const
{
    return m_isSet->isChecked() ? m_inner->value() : Json(nullptr);
}

void OptionalEditor::setValue(const Json &value)
{
    m_isSet->setChecked(!value.is_null());
    if (!value.is_null())
        m_inner->setValue(value);
}

QString OptionalEditor::problem() const
{
    return m_isSet->isChecked() ? m_inner->problem() : QString();
}

void OptionalEditor::refresh()
{
    m_inner->setEnabled(m_isSet->isChecked());
}

} // namespace Holdfast
