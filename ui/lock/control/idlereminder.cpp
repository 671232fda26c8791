// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/idlereminder.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/format.h"

#include <QPushButton>

#include <algorithm>

namespace Holdfast {

using std::chrono::milliseconds;

namespace {

QString textFor(milliseconds idle, qsizetype waiting)
{
    const QString text = IdleReminder::tr("You have control, and have not used it for %1.")
                             .arg(Format::duration(idle));
    if (waiting == 0)
        return text + u' ' + IdleReminder::tr("Clients cannot change anything meanwhile.");
    return text + u' ' + IdleReminder::tr("Clients that wait for the lock: %1.").arg(waiting);
}

} // namespace

IdleReminder::IdleReminder(const OperatorAccess &access, milliseconds patience, QWidget *parent)
    : NoticeBar(QStringLiteral("idleReminder"), QStringLiteral("idleReminderText"), parent)
    , m_session(access.session)
    , m_patience(patience)
{
    setAccessibleName(tr("Your control is not used"));
    const QPushButton *back = addButton(QStringLiteral("idleGiveBackButton"), tr("Give back"),
                                        tr("Gives control back, so that the clients can go on."));
    const QPushButton *keepIt = addButton(QStringLiteral("idleKeepButton"), tr("Keep"),
                                          tr("Keeps control. You are reminded again when you have "
                                             "not used it for as long as before."));
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &IdleReminder::check);
    connect(back, &QPushButton::clicked, this, &IdleReminder::giveBack);
    connect(keepIt, &QPushButton::clicked, this, &IdleReminder::keep);
    connect(access.monitor, &StationMonitor::lockChanged, this, &IdleReminder::check);
    check();
}

void IdleReminder::check()
{
    const LockStatus status = m_session.lockStatus();
    const bool isMine = m_session.lock().hasControl() && status.owner && status.owner->lease
                        && status.owner->principal.kind == Principal::Kind::Operator;
    if (!isMine || !status.owner->operation.isEmpty()) {
        m_due.stop();
        m_kept.invalidate();
        say({});
        return;
    }
    const milliseconds idle = status.owner->lease->idle;
    const milliseconds rest = left(idle);
    const bool isDue = rest <= milliseconds::zero();
    say(isDue ? textFor(idle, status.queue.size()) : QString());
    // While it is shown, now and then: the times in it go on.
    m_due.start(isDue ? std::max(m_patience / 10, milliseconds {100}) : rest);
}

void IdleReminder::keep()
{
    m_kept.start();
    check();
}

milliseconds IdleReminder::left(milliseconds idle) const
{
    const milliseconds quiet =
        m_kept.isValid() ? std::min(idle, milliseconds {m_kept.elapsed()}) : idle;
    return m_patience - quiet;
}

} // namespace Holdfast
