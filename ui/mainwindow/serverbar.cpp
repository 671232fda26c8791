// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/serverbar.h"

#include "ui/base/number/numberbox.h"
#include "ui/base/text/textbox.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace Holdfast {

ServerBar::ServerBar(QWidget *parent)
    : QFrame(parent)
    , m_openPage(new QPushButton(tr("Open its page"), this))
    , m_problem(new TextBox(2, QStringLiteral("serverProblem"), this))
    , m_port(new WholeNumberBox(this))
{
    setObjectName(QStringLiteral("serverBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);

    m_problem->widget()->setBackgroundRole(QPalette::ToolTipBase);
    m_problem->widget()->setForegroundRole(QPalette::ToolTipText);
    m_port->setObjectName(QStringLiteral("serverPortBox"));
    m_port->setAccessibleName(tr("Port to try instead"));
    m_port->setToolTip(tr("A port that is free, from 1024 to 65535"));
    m_port->setRange(1024, 65535);
    m_port->setPrefix(tr("Port "));
    auto *again = new QPushButton(tr("Try this port"), this);
    again->setObjectName(QStringLiteral("retryServerButton"));
    again->setToolTip(tr("Start the server on this port"));

    m_openPage->setObjectName(QStringLiteral("openNeighbourButton"));
    m_openPage->setToolTip(tr("Opens the page of the other Holdfast in the browser"));
    m_openPage->hide();
    connect(m_openPage, &QPushButton::clicked, this, [this] { Q_EMIT pageWanted(m_page); });

    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_problem, 1);
    layout->addWidget(m_openPage);
    layout->addWidget(m_port);
    layout->addWidget(again);
    connect(m_port->edit(), &QLineEdit::textEdited, this, &ServerBar::say);
    connect(again, &QPushButton::clicked, this, [this] {
        if (m_port->problem().isEmpty())
            Q_EMIT retry(static_cast<quint16>(m_port->entered()));
    });
    hide();
}

void ServerBar::showProblem(const QString &problem, quint16 otherPort)
{
    m_reason = problem;
    m_page.clear();
    m_openPage->hide();
    m_port->setValue(otherPort);
    say();
    show();
}

void ServerBar::showNeighbour(const QUrl &page)
{
    m_page = page;
    m_reason = tr("Another Holdfast serves at %1 already. Clients reach this instrument when it is "
                  "served at another port.")
                   .arg(page.toString());
    m_openPage->show();
    say();
}

void ServerBar::say()
{
    // First the problem that is nearest to the box, and can be solved here.
    const QString entry = m_port->problem();
    m_problem->setText(entry.isEmpty() ? m_reason : entry + u'\n' + m_reason);
}

} // namespace Holdfast
