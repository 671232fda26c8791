// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/reasonform.h"

#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/textbox.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Holdfast {

ReasonForm::ReasonForm(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextBox(4, QStringLiteral("reasonQuestion"), this))
    , m_reason(new QLineEdit(this))
    , m_confirm(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("reasonForm"));
    setAccessibleName(tr("Reason"));
    m_reason->setObjectName(QStringLiteral("reasonEdit"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(200);
    m_reason->setToolTip(tr("The clients concerned are told the reason, and the history keeps it"));
    m_confirm->setObjectName(QStringLiteral("confirmReasonButton"));
    m_confirm->setText(tr("Confirm"));
    m_cancel->setObjectName(QStringLiteral("cancelReasonButton"));
    m_cancel->setToolTip(tr("Do nothing (Escape)"));

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_confirm, 1);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text);
    layout->addWidget(m_reason);
    layout->addLayout(buttons);
    layout->addStretch(1);

    connect(m_reason, &QLineEdit::textChanged, this, &ReasonForm::refresh);
    connect(m_reason, &QLineEdit::returnPressed, this, [this] {
        if (m_question.byReturn)
            confirm();
    });
    connect(m_confirm, &QPushButton::clicked, this, &ReasonForm::confirm);
    connect(m_cancel, &QPushButton::clicked, this, &ReasonForm::cancelled);
    refresh();
}

void ReasonForm::ask(const ReasonQuestion &question)
{
    m_question = question;
    m_isObsolete = false;
    m_text->setText(question.question);
    m_reason->setPlaceholderText(question.isReasonRequired ? tr("Reason (required)")
                                                           : tr("Reason (optional)"));
    m_reason->setText(question.reason);
    m_reason->selectAll();
    m_confirm->setText(question.confirm);
    refresh();
    m_reason->setFocus();
}

void ReasonForm::setObsolete(const QString &why)
{
    m_isObsolete = true;
    m_text->setText(why);
    refresh();
}

void ReasonForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        QWidget::keyPressEvent(event);
}

void ReasonForm::refresh()
{
    const bool isMissing = m_question.isReasonRequired && m_reason->text().trimmed().isEmpty();
    m_confirm->setEnabled(!isMissing && !m_isObsolete);
    QString toolTip = m_text->text();
    if (isMissing)
        toolTip += u'\n' + tr("Not now: a reason is required.");
    m_confirm->setToolTip(plainToolTip(toolTip));
}

void ReasonForm::confirm()
{
    if (m_confirm->isEnabled())
        Q_EMIT confirmed(m_reason->text().trimmed());
}

} // namespace Holdfast
