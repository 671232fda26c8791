// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/lockcontrols.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/textbox.h"
#include "ui/lock/breakreporttext.h"
#include "ui/lock/control/lockbuttons.h"
#include "ui/lock/control/lockquestions.h"
#include "ui/lock/control/reasonform.h"
#include "ui/operation/controllease.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Holdfast {

LockControls::LockControls(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_control(new ControlLease(access, this))
    , m_pages(new QStackedWidget(this))
    , m_buttons(new LockButtons(m_pages))
    , m_form(new ReasonForm(m_pages))
    , m_answer(new QWidget(this))
    , m_said(new TextBox(3, QStringLiteral("lockAnswer"), m_answer))
{
    setObjectName(QStringLiteral("lockControls"));
    createAnswer();
    m_pages->addWidget(m_buttons);
    m_pages->addWidget(m_form);
    showPage(m_buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_answer);
    layout->addWidget(m_pages);

    connectButtons();
    connect(m_form, &ReasonForm::confirmed, this, &LockControls::confirm);
    connect(m_form, &ReasonForm::cancelled, this, &LockControls::closeForm);
    connect(m_control, &ControlLease::changed, this, &LockControls::refresh);
    connect(m_control, &ControlLease::refused, this, &LockControls::say);
    connect(access.monitor, &StationMonitor::lockChanged, this, &LockControls::showStatus);
    showStatus(access.session.lockStatus());
}

void LockControls::showPage(QWidget *page)
{
    // Only the page that is shown decides how high the panel is, so that the queue fits beside the buttons.
    for (QWidget *each : {static_cast<QWidget *>(m_buttons), static_cast<QWidget *>(m_form)})
        each->setSizePolicy(QSizePolicy::Preferred,
                            each == page ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_pages->setCurrentWidget(page);
}

void LockControls::createAnswer()
{
    auto *dismiss = new QToolButton(m_answer);
    dismiss->setObjectName(QStringLiteral("dismissLockAnswerButton"));
    dismiss->setText(tr("Dismiss"));
    dismiss->setToolTip(tr("I have seen this"));
    dismiss->setAutoRaise(true);
    auto *layout = new QHBoxLayout(m_answer);
    layout->setContentsMargins({});
    layout->addWidget(m_said, 1);
    layout->addWidget(dismiss, 0, Qt::AlignTop);
    m_answer->hide();
    connect(dismiss, &QToolButton::clicked, this, [this] { say({}); });
}

void LockControls::connectButtons()
{
    connect(m_buttons, &LockButtons::take, this, [this] {
        say({});
        m_control->take();
    });
    connect(m_buttons, &LockButtons::letGo, m_control, &ControlLease::letGo);
    connect(m_buttons, &LockButtons::ask, this, [this] { openForm(Purpose::Ask); });
    connect(m_buttons, &LockButtons::breakHold, this, [this] { openForm(Purpose::Break); });
    connect(m_buttons, &LockButtons::reserve, this, [this] { openForm(Purpose::Reserve); });
    connect(m_buttons, &LockButtons::share, this, [this] { setLocalOnly(false, {}); });
}

void LockControls::letGo()
{
    m_control->letGo();
}

void LockControls::showStatus(const LockStatus &status)
{
    m_status = status;
    refresh();
    checkForm();
    if (m_report)
        showReport(*m_report);
}

void LockControls::refresh()
{
    m_buttons->setSituation({.isEnabled = m_session.isLockEnabled(),
                             .hasControl = m_control->isHeld(),
                             .isWaitingForControl = m_control->isWaiting(),
                             .status = m_status});
}

void LockControls::openForm(Purpose purpose)
{
    m_purpose = purpose;
    m_seen = m_status;
    showPage(m_form);
    if (purpose == Purpose::Ask)
        m_form->ask(LockQuestions::beforeAsking(m_seen));
    else if (purpose == Purpose::Break)
        m_form->ask(LockQuestions::beforeBreaking(m_seen));
    else
        m_form->ask(LockQuestions::beforeReserving());
}

void LockControls::checkForm()
{
    if (m_purpose == Purpose::None || m_purpose == Purpose::Reserve)
        return;
    if (m_status.owner && m_status.generation == m_seen.generation)
        return;
    // The form stays where it is: an operator that is about to press its button must not hit
    // another one.
    m_form->setObsolete(
        tr("%1 has released the lock meanwhile. Nothing has been done.")
            .arg(m_seen.owner ? m_seen.owner->principal.toString() : tr("Its owner")));
}

void LockControls::closeForm()
{
    m_purpose = Purpose::None;
    showPage(m_buttons);
    setFocus(); // and not the next field, which would have the keys that move the stage
}

void LockControls::confirm(const QString &reason)
{
    const Purpose purpose = m_purpose;
    closeForm();
    if (purpose == Purpose::Ask)
        ask(reason);
    else if (purpose == Purpose::Break)
        breakHold(reason);
    else if (purpose == Purpose::Reserve)
        setLocalOnly(true, reason);
}

void LockControls::ask(const QString &reason)
{
    const Result<void> asked = m_session.lock().ask(reason, m_seen.generation);
    say(asked ? tr("%1 has been asked.").arg(m_seen.owner->principal.toString())
              : tr("The owner was not asked. %1").arg(asked.error().message()));
}

void LockControls::breakHold(const QString &reason)
{
    say(tr("Breaking the hold of %1, and making all Things safe \u2026")
            .arg(m_seen.owner->principal.toString()));
    m_session.lock()
        .breakHold(reason, m_seen.generation)
        .then(this, [this](const Result<BreakReport> &report) { showReport(report); });
}

void LockControls::showReport(const Result<BreakReport> &report)
{
    if (!report) {
        say(tr("The hold was not broken. %1").arg(report.error().message()));
        return;
    }
    // Newer than the monitor's report: the operation may have ended by now.
    const LockStatus now = m_session.lockStatus();
    say(breakReportText(*report, now));
    if (isBreakUnderWay(*report, now))
        m_report = *report;
}

void LockControls::setLocalOnly(bool localOnly, const QString &reason)
{
    const Result<void> done = m_session.lock().setLocalOnly(localOnly, reason);
    say(done ? QString() : done.error().message());
}

void LockControls::say(const QString &text)
{
    m_report.reset();
    m_said->setText(text);
    m_answer->setVisible(!text.isEmpty());
}

} // namespace Holdfast
