// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/operation/operationstatus.h"

#include "ui/base/text/textbox.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace Holdfast {

OperationStatus::OperationStatus(const OperatorAccess &access, const QString &objectName,
                                 QWidget *parent)
    : QFrame(parent)
    , m_operation(access)
    , m_text(new TextBox(2, objectName + QStringLiteral("Text"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(objectName);
    setFrameShape(QFrame::StyledPanel);
    m_cancel->setObjectName(objectName + QStringLiteral("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel what is under way"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_cancel, 0, Qt::AlignTop);
    connect(m_cancel, &QPushButton::clicked, &m_operation, &Operation::withdraw);
    connect(&m_operation, &Operation::ended, this, &OperationStatus::end);
    connect(&m_operation, &Operation::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    refresh();
}

void OperationStatus::run(const QString &thing, const QString &action, const Json &input,
                          const QString &doing)
{
    if (m_operation.isUnderWay())
        return;
    m_problem.clear();
    m_action = action;
    m_doing = doing;
    m_operation.invoke(thing, action, input);
    refresh();
}

void OperationStatus::setIdleText(const QString &text)
{
    m_idle = text;
    refresh();
}

void OperationStatus::end(const Outcome &outcome)
{
    switch (outcome.kind) {
    case Outcome::Kind::Done:
        if (const auto &invocation = m_operation.invocation(); invocation && invocation->output)
            Q_EMIT done(m_action, invocation->output->json);
        else
            Q_EMIT done(m_action, Json());
        break;
    case Outcome::Kind::Withdrawn:
        m_problem = tr("Cancelled.");
        break;
    case Outcome::Kind::Cancelled:
        m_problem = tr("Stopped before its end. %1").arg(outcome.reason()).trimmed();
        break;
    case Outcome::Kind::Refused:
    case Outcome::Kind::Failed:
        m_problem = outcome.hasBegun ? outcome.reason() : tr("Not begun. %1").arg(outcome.reason());
    }
}

QString OperationStatus::text() const
{
    if (m_operation.isWaiting())
        return m_operation.waitingText();
    if (!m_operation.isUnderWay())
        return m_problem.isEmpty() ? m_idle : m_problem;
    const auto &invocation = m_operation.invocation();
    if (!invocation || !invocation->progress)
        return tr("%1 \u2026").arg(m_doing);
    const int percent = qRound(invocation->progress->percent);
    return invocation->progress->message.isEmpty()
               ? tr("%1: %2 %").arg(m_doing).arg(percent)
               : tr("%1: %2 %, %3").arg(m_doing).arg(percent).arg(invocation->progress->message);
}

void OperationStatus::refresh()
{
    m_text->setText(text());
    m_cancel->setVisible(m_operation.isUnderWay());
    m_cancel->setToolTip(m_operation.isWaiting() ? tr("Leave the line: nothing will happen")
                                                 : tr("End it before it is done"));
}

} // namespace Holdfast
