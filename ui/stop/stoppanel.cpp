// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stop/stoppanel.h"

#include "core/session/stationmonitor.h"
#include "ui/stop/escapetwice.h"
#include "ui/stop/stopbutton.h"
#include "ui/stop/stopreporttext.h"
#include "ui/text/plainlabel.h"
#include "ui/text/plaintooltip.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace Holdfast {

StopPanel::StopPanel(const Session &session, const StationMonitor *monitor, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_button(new StopButton(this))
    , m_report(new PlainLabel(this))
    , m_dismiss(new QToolButton(this))
{
    m_report->setObjectName(QStringLiteral("stopReport"));
    m_report->setAccessibleName(tr("Result of the last stop"));
    m_report->setWordWrap(true);
    // Whatever the report says, STOP stays where it is.
    setFixedHeight(m_button->minimumHeight() + 8);
    m_report->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_dismiss->setObjectName(QStringLiteral("dismissStopReportButton"));
    m_dismiss->setText(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss the result of the last stop"));
    m_dismiss->setToolTip(tr("I have seen this"));
    m_dismiss->setAutoRaise(true);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(m_report, 1);
    layout->addWidget(m_dismiss);
    layout->addWidget(m_button);

    connect(m_button, &QPushButton::clicked, this, &StopPanel::stop);
    connect(m_dismiss, &QToolButton::clicked, this, [this] { say({}); });
    connect(new EscapeTwice(this), &EscapeTwice::pressed, this, &StopPanel::stop);
    connect(monitor, &StationMonitor::stopped, this, &StopPanel::showReport);
    say({});
}

void StopPanel::stop()
{
    Q_EMIT stopping();
    say(tr("Stopping everything \u2026"));
    m_session.stop().then(this, [this](const Result<StopReport> &report) {
        if (report)
            showReport(*report);
        else
            say(report.error().message());
    });
}

void StopPanel::showReport(const StopReport &report)
{
    say(stopReportText(report));
}

void StopPanel::say(const QString &text)
{
    m_report->setText(text);
    m_report->setToolTip(plainToolTip(text));
    m_dismiss->setVisible(!text.isEmpty());
}

} // namespace Holdfast
