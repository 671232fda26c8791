// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stop/stoppanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/format.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/textbox.h"
#include "ui/stop/escapetwice.h"
#include "ui/stop/stopbutton.h"
#include "ui/stop/stopreporttext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Holdfast {

StopPanel::StopPanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_button(new StopButton(this))
    , m_state(new PlainLabel(this))
    , m_report(new TextBox(2, QStringLiteral("stopReport"), this))
    , m_clear(new QPushButton(tr("Clear stop"), this))
    , m_dismiss(new QToolButton(this))
{
    setObjectName(QStringLiteral("stopPanel"));
    setBackgroundRole(QPalette::Window); // and not the tool bar's, which is a button's
    createParts();
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_state);
    texts->addWidget(m_report);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->addLayout(texts, 1);
    layout->addWidget(m_clear);
    layout->addWidget(m_dismiss);
    layout->addWidget(m_button);
    // STOP stays where it is with a text of any length.
    setFixedHeight(std::max(m_button->minimumHeight() + 4, layout->minimumSize().height()));

    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_button, &QPushButton::clicked, this, &StopPanel::stop);
    connect(m_clear, &QPushButton::clicked, this, &StopPanel::clear);
    connect(m_dismiss, &QToolButton::clicked, this, [this] { say({}); });
    connect(new EscapeTwice(this), &EscapeTwice::pressed, this, &StopPanel::stop);
    connect(access.monitor, &StationMonitor::stopped, this, &StopPanel::showReport);
    connect(access.monitor, &StationMonitor::lockChanged, this,
            [this](const LockStatus &status) { showMode(status.mode); });
    say({});
    showMode(access.session.lockStatus().mode);
}

void StopPanel::createParts()
{
    m_state->setObjectName(QStringLiteral("stopState"));
    m_state->setAccessibleName(tr("Whether everything is stopped"));
    m_state->setMinimumWidth(1);
    QFont large = m_state->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_state->setFont(large);
    m_report->setAccessibleName(tr("Result of the last stop"));
    m_clear->setObjectName(QStringLiteral("clearStopButton"));
    m_clear->setToolTip(tr("Ends the stop: the lock serves all requests again. Nothing moves by "
                           "itself; cancelled actions stay cancelled."));
    m_clear->setAutoDefault(false); // Return must not do it by the way
    m_clear->setMinimumHeight(36);
    m_dismiss->setObjectName(QStringLiteral("dismissStopReportButton"));
    m_dismiss->setText(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss the result of the last stop"));
    m_dismiss->setToolTip(tr("I have seen this"));
    m_dismiss->setAutoRaise(true);
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

void StopPanel::showMode(const LockModeRecord &mode)
{
    const bool wasStopped = std::exchange(m_isStopped, mode.mode == LockMode::Stopped);
    if (wasStopped && !m_isStopped)
        say({}); // of a stop that is no more
    QString state = tr("EVERYTHING IS STOPPED by %1 since %2")
                        .arg(mode.by.toString(), Format::time(mode.since));
    if (!mode.reason.isEmpty())
        state += QStringLiteral(": ") + mode.reason;
    m_state->setText(m_isStopped ? state : QString());
    m_state->setToolTip(plainToolTip(m_state->text()));
    m_state->setVisible(m_isStopped);
    m_clear->setVisible(m_isStopped);
    m_dismiss->setVisible(!m_isStopped && !m_report->text().isEmpty());
    if (wasStopped != m_isStopped)
        colour();
}

void StopPanel::colour()
{
    // Black on this amber has a contrast of 12, in light and dark alike.
    QPalette colours;
    if (m_isStopped) {
        colours.setColor(QPalette::Window, QColor(0xff, 0xb3, 0x00));
        colours.setColor(QPalette::WindowText, Qt::black);
    }
    for (QWidget *widget : {static_cast<QWidget *>(this), static_cast<QWidget *>(m_state),
                            static_cast<QWidget *>(m_report)})
        widget->setPalette(m_isStopped ? colours : QPalette());
    setAutoFillBackground(m_isStopped);
}

void StopPanel::clear()
{
    if (const Result<void> cleared = m_session.lock().clearStop(); !cleared)
        say(cleared.error().message());
    showMode(m_session.lockStatus().mode);
}

void StopPanel::say(const QString &text)
{
    m_report->setText(text);
    m_report->setVisible(!text.isEmpty());
    m_dismiss->setVisible(!m_isStopped && !text.isEmpty());
}

} // namespace Holdfast
