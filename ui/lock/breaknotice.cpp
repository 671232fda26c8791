// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/breaknotice.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/format.h"

#include <QPushButton>

namespace Holdfast {

namespace {

QString textOf(const LockBreak &notice)
{
    const QString what =
        notice.operation.isEmpty() ? BreakNotice::tr("your control") : notice.operation;
    return BreakNotice::tr("%1 broke your hold of the lock at %2 (%3): %4")
        .arg(notice.by.toString(), Format::time(notice.when), what, notice.reason);
}

} // namespace

BreakNotice::BreakNotice(const OperatorAccess &access, QWidget *parent)
    : NoticeBar(QStringLiteral("breakNotice"), QStringLiteral("breakNoticeText"), parent)
    , m_session(access.session)
{
    setAccessibleName(tr("Your hold was broken"));
    const QPushButton *seen =
        addButton(QStringLiteral("breakSeenButton"), tr("I have seen this"),
                  tr("Removes this notice. The log still says what happened."));
    connect(seen, &QPushButton::clicked, this, &BreakNotice::acknowledge);
    connect(access.monitor, &StationMonitor::lockChanged, this, &BreakNotice::refresh);
    refresh();
}

void BreakNotice::refresh()
{
    m_notices = m_session.lock().notices();
    if (m_notices.isEmpty()) {
        say({});
        return;
    }
    const QString text = textOf(m_notices.first());
    say(m_notices.size() == 1
            ? text
            : tr("%1 (and %2 more)").arg(text, QString::number(m_notices.size() - 1)));
}

void BreakNotice::acknowledge()
{
    if (!m_notices.isEmpty())
        m_session.lock().acknowledge(m_notices.first());
    refresh();
}

} // namespace Holdfast
