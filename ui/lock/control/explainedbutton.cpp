// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/explainedbutton.h"

#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace Holdfast {

ExplainedButton::ExplainedButton(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_button(new QPushButton(this))
    , m_text(new PlainLabel(this))
{
    setObjectName(objectName + QStringLiteral("Row"));
    m_button->setObjectName(objectName);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setWordWrap(true);
    // Text that does not fit is cut off, and is in the tool tip: the buttons stay where they are.
    m_text->setMinimumWidth(1);
    m_text->setFixedHeight(2 * fontMetrics().lineSpacing() + 2);
    // All buttons have the same width, with any text.
    m_button->setFixedWidth(fontMetrics().averageCharWidth() * 20);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_button, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    connect(m_button, &QPushButton::clicked, this, &ExplainedButton::clicked);
}

void ExplainedButton::setPurpose(const QString &text, const QString &effect, const QString &details)
{
    m_button->setText(text);
    m_effect = effect;
    m_details = details;
    refresh();
}

void ExplainedButton::setPermission(const Permission &permission)
{
    m_permission = permission;
    refresh();
}

void ExplainedButton::refresh()
{
    QString toolTip = m_details.isEmpty() ? m_effect : m_effect + u'\n' + m_details;
    if (!m_permission.allowed)
        toolTip += u'\n' + tr("Not now: %1").arg(m_permission.reason);
    m_button->setEnabled(m_permission.allowed);
    m_button->setToolTip(plainToolTip(toolTip));
    m_text->setToolTip(plainToolTip(toolTip));
    m_button->setAccessibleDescription(toolTip);
    m_text->setText(m_permission.allowed ? m_effect : m_permission.reason);
    align();
}

void ExplainedButton::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    align();
}

void ExplainedButton::align()
{
    // Of a text that is too long the beginning has to be seen.
    const bool fits = m_text->heightForWidth(m_text->width()) <= m_text->height();
    m_text->setAlignment(Qt::AlignLeft | (fits ? Qt::AlignVCenter : Qt::AlignTop));
}

} // namespace Holdfast
