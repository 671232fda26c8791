// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/faultnotice.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/format.h"
#include "ui/base/text/thingtext.h"

#include <QPushButton>

namespace Holdfast {

FaultNotice::FaultNotice(const OperatorAccess &access, QWidget *parent)
    : NoticeBar(QStringLiteral("faultNotice"), QStringLiteral("faultNoticeText"), parent)
    , m_session(access.session)
    , m_details(
          addButton(QStringLiteral("faultDetailsButton"), tr("Deta&ils"),
                    tr("Shows since when the device has the fault, and details for its repair")))
{
    setAccessibleName(tr("Faults of devices"));
    m_details->setAccessibleName(tr("Details of the fault"));
    m_details->setCheckable(true);
    connect(m_details, &QPushButton::toggled, this, &FaultNotice::refresh);
    connect(access.monitor, &StationMonitor::faultChanged, this, &FaultNotice::refresh);
    refresh();
}

void FaultNotice::refresh()
{
    QStringList lines;
    const QStringList things = m_session.thingNames();
    for (const QString &thing : things) {
        if (const auto fault = m_session.fault(thing))
            lines << text(thing, *fault);
    }
    if (lines.isEmpty())
        m_details->setChecked(false);
    say(lines.join(u'\n'));
}

QString FaultNotice::text(const QString &thing, const Fault &fault) const
{
    QStringList parts {tr("%1: %2").arg(thing, thingText(fault.what))};
    if (!fault.remedy.isEmpty())
        parts << thingText(fault.remedy);
    if (m_details->isChecked()) {
        parts << tr("Since %1.").arg(Format::time(fault.since));
        if (!fault.details.isEmpty())
            parts << thingText(fault.details);
    }
    return parts.join(u' ');
}

} // namespace Holdfast
