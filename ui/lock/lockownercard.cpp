// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/lockownercard.h"

#include "ui/base/text/format.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/textbox.h"
#include "ui/lock/lockownertext.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>

namespace Holdfast {

LockOwnerCard::LockOwnerCard(QWidget *parent)
    : QFrame(parent)
    , m_headline(new PlainLabel(this))
    , m_remark(new PlainLabel(this))
    , m_trouble(new TextBox(3, QStringLiteral("lockTrouble"), this))
    , m_form(new QFormLayout)
{
    setObjectName(QStringLiteral("lockOwnerCard"));
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Who holds the lock"));
    setToolTip(tr("Who may change the instrument right now"));

    m_headline->setObjectName(QStringLiteral("lockHeadline"));
    m_headline->setWordWrap(true);
    m_headline->setMinimumWidth(1); // a long name is cut off; it pushes nothing away
    QFont large = m_headline->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_headline->setFont(large);
    m_remark->setObjectName(QStringLiteral("lockRemark"));
    m_remark->setWordWrap(true);
    m_remark->setMinimumWidth(1);
    QFont bold = m_trouble->font();
    bold.setBold(true);
    m_trouble->setFont(bold);

    m_form->setContentsMargins({});
    m_form->setVerticalSpacing(2);
    m_operation = addRow(tr("Operation"), QStringLiteral("lockOperation"));
    addProgress();
    addTimes();
    m_lease = addBox(tr("Lease"), QStringLiteral("lockLease"));
    m_asks = addBox(tr("Asked by"), QStringLiteral("lockAsks"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(m_headline);
    layout->addWidget(m_remark);
    layout->addWidget(m_trouble);
    layout->addLayout(m_form);
    setStatus({});
}

PlainLabel *LockOwnerCard::addRow(const QString &caption, const QString &objectName)
{
    auto *value = new PlainLabel(this);
    value->setObjectName(objectName);
    value->setAccessibleName(caption);
    value->setMinimumWidth(1);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_form->addRow(new PlainLabel(caption, this), value);
    return value;
}

TextBox *LockOwnerCard::addBox(const QString &caption, const QString &objectName)
{
    auto *value = new TextBox(2, objectName, this);
    value->setAccessibleName(caption);
    m_form->addRow(new PlainLabel(caption, this), value);
    return value;
}

void LockOwnerCard::addProgress()
{
    m_progressRow = new QWidget(this);
    m_progress = new QProgressBar(m_progressRow);
    m_progress->setObjectName(QStringLiteral("lockProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 100);
    m_progress->setFixedHeight(fontMetrics().height() + 2);
    m_remaining = new PlainLabel(m_progressRow);
    m_remaining->setObjectName(QStringLiteral("lockRemaining"));
    m_remaining->setToolTip(tr("Estimated from the progress so far"));
    auto *layout = new QHBoxLayout(m_progressRow);
    layout->setContentsMargins({});
    layout->addWidget(m_progress, 1);
    layout->addWidget(m_remaining);
    m_form->addRow(new PlainLabel(tr("Progress"), this), m_progressRow);
}

void LockOwnerCard::addTimes()
{
    m_timesRow = new QWidget(this);
    m_since = new PlainLabel(m_timesRow);
    m_since->setObjectName(QStringLiteral("lockSince"));
    m_elapsed = new PlainLabel(m_timesRow);
    m_elapsed->setObjectName(QStringLiteral("lockElapsed"));
    auto *layout = new QHBoxLayout(m_timesRow);
    layout->setContentsMargins({});
    layout->addWidget(m_since);
    layout->addWidget(m_elapsed, 1);
    m_form->addRow(new PlainLabel(tr("Since"), this), m_timesRow);
}

void LockOwnerCard::setRowVisible(QWidget *field, bool visible)
{
    m_form->labelForField(field)->setVisible(visible);
    field->setVisible(visible);
}

void LockOwnerCard::setStatus(const LockStatus &status)
{
    m_shown = status;
    m_age.start();
    m_headline->setText(LockOwnerText::headline(status));
    m_remark->setText(LockOwnerText::remark(status));
    const QString none = QStringLiteral("\u2013");
    const std::optional<LockOwner> &owner = status.owner;
    m_operation->setText(owner && !owner->operation.isEmpty() ? owner->operation : none);
    m_operation->setToolTip(owner ? tr("Holds nested in each other: %1").arg(owner->depth)
                                  : QString());
    m_since->setText(owner ? Format::time(owner->since) : none);
    setRowVisible(m_lease, owner && owner->lease);
    setRowVisible(m_asks, owner && !owner->asks.isEmpty());
    m_asks->setText(owner ? LockOwnerText::asks(owner->asks) : QString());
    setRowVisible(m_progressRow, owner && owner->progress);
    m_progress->setValue(owner ? int(owner->progress.value_or(0)) : 0);
    tick();
}

void LockOwnerCard::setSwitchedOff()
{
    setStatus({});
    m_headline->setText(tr("Switched off"));
    m_remark->setText(tr("The configuration has switched the global lock off (enable_global_lock): "
                         "clients and the operator may change anything at any time."));
    setRowVisible(m_operation, false);
    setRowVisible(m_timesRow, false);
}

void LockOwnerCard::tick()
{
    const std::chrono::milliseconds age {m_age.elapsed()};
    const std::optional<LockOwner> &owner = m_shown.owner;
    const QString trouble = owner ? LockOwnerText::trouble(*owner, age) : QString();
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_elapsed->setText(owner ? tr("for %1").arg(Format::duration(owner->held + age)) : QString());
    const auto left = owner ? owner->remaining() : std::nullopt;
    m_remaining->setText(left ? tr("about %1 left").arg(Format::duration(*left - age)) : QString());
    if (owner && owner->lease)
        m_lease->setText(LockOwnerText::lease(*owner->lease, age));
}

} // namespace Holdfast
