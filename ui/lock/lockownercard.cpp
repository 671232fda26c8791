// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/lockownercard.h"

#include "ui/format/format.h"
#include "ui/text/plainlabel.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace Holdfast {

LockOwnerCard::LockOwnerCard(QWidget *parent)
    : QFrame(parent)
    , m_headline(new PlainLabel(this))
    , m_remark(new PlainLabel(this))
    , m_form(new QFormLayout)
{
    setObjectName(QStringLiteral("lockOwnerCard"));
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Who holds the lock"));
    setToolTip(tr("Who may change the instrument right now"));

    m_headline->setObjectName(QStringLiteral("lockHeadline"));
    m_headline->setWordWrap(true);
    QFont large = m_headline->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_headline->setFont(large);
    m_remark->setObjectName(QStringLiteral("lockRemark"));
    m_remark->setWordWrap(true);

    m_form->setContentsMargins({});
    m_form->setVerticalSpacing(2);
    m_operation = addRow(tr("Operation"), QStringLiteral("lockOperation"));
    m_since = addRow(tr("Since"), QStringLiteral("lockSince"));
    m_elapsed = addRow(tr("For"), QStringLiteral("lockElapsed"));
    m_depth = addRow(tr("Depth"), QStringLiteral("lockDepth"));
    m_depth->setToolTip(tr("How many holds of this operation are nested in each other"));

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_headline);
    layout->addWidget(m_remark);
    layout->addLayout(m_form);
    setOwner({});
}

QLabel *LockOwnerCard::addRow(const QString &caption, const QString &objectName)
{
    auto *value = new PlainLabel(this);
    value->setObjectName(objectName);
    value->setAccessibleName(caption);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_form->addRow(new PlainLabel(caption, this), value);
    return value;
}

void LockOwnerCard::setOwner(const std::optional<LockOwner> &owner)
{
    m_shown = owner;
    m_age.start();
    if (!owner) {
        m_headline->setText(tr("Free"));
        showRemark(tr("Nobody holds the global lock."));
    } else {
        m_headline->setText(owner->label.toString());
        showRemark(owner->stuck
                       ? tr("Stuck: the thread that held the lock has ended without letting go. "
                            "Nobody else gets it until Holdfast is started again.")
                       : tr("holds the global lock (%1)").arg(Format::kind(owner->label.kind)));
    }
    const QString none = QStringLiteral("\u2013");
    m_operation->setText(owner ? owner->operation : none);
    m_since->setText(owner ? Format::time(owner->since) : none);
    m_depth->setText(owner ? QString::number(owner->depth) : none);
    m_elapsed->setText(none);
    tick();
}

void LockOwnerCard::setSwitchedOff()
{
    setOwner({});
    m_headline->setText(tr("Switched off"));
    showRemark(tr("The configuration has switched the global lock off (enable_global_lock): "
                  "everybody may change everything at any time."));
    for (QLabel *value : {m_operation, m_since, m_elapsed, m_depth}) {
        m_form->labelForField(value)->hide();
        value->hide();
    }
}

void LockOwnerCard::tick()
{
    if (m_shown)
        m_elapsed->setText(
            Format::duration(m_shown->held + std::chrono::milliseconds {m_age.elapsed()}));
}

void LockOwnerCard::showRemark(const QString &text)
{
    m_remark->setText(text);
}

} // namespace Holdfast
