// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/noticebar.h"

#include "ui/base/text/textbox.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace Holdfast {

NoticeBar::NoticeBar(const QString &objectName, const QString &textName, QWidget *parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
    , m_text(new TextBox(2, textName, this))
{
    setObjectName(objectName);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    m_text->widget()->setBackgroundRole(QPalette::ToolTipBase);
    m_text->widget()->setForegroundRole(QPalette::ToolTipText);
    m_layout->addWidget(m_text, 1);
    hide();
}

void NoticeBar::say(const QString &text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QPushButton *NoticeBar::addButton(const QString &objectName, const QString &text,
                                  const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setToolTip(toolTip);
    m_layout->addWidget(button);
    return button;
}

} // namespace Holdfast
