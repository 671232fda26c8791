// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/serverbar.h"

#include "ui/text/plainlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace Holdfast {

ServerBar::ServerBar(QWidget *parent)
    : QFrame(parent)
    , m_problem(new PlainLabel(this))
    , m_port(new QSpinBox(this))
{
    setObjectName(QStringLiteral("serverBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);

    m_problem->setObjectName(QStringLiteral("serverProblem"));
    m_problem->setForegroundRole(QPalette::ToolTipText);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_port->setObjectName(QStringLiteral("serverPortBox"));
    m_port->setAccessibleName(tr("Port to try instead"));
    m_port->setToolTip(tr("A port that is free, from 1024 to 65535"));
    m_port->setRange(1024, 65535);
    m_port->setPrefix(tr("Port "));
    auto *again = new QPushButton(tr("&Try this port"), this);
    again->setObjectName(QStringLiteral("retryServerButton"));
    again->setToolTip(tr("Start the server on this port"));

    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_problem, 1);
    layout->addWidget(m_port);
    layout->addWidget(again);
    connect(again, &QPushButton::clicked, this,
            [this] { Q_EMIT retry(static_cast<quint16>(m_port->value())); });
    hide();
}

void ServerBar::showProblem(const QString &problem, quint16 otherPort)
{
    m_problem->setText(problem);
    m_port->setValue(otherPort);
    show();
}

} // namespace Holdfast
