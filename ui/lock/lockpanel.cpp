// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/lockpanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/namedelegate.h"
#include "ui/base/plaintable.h"
#include "ui/base/text/plainlabel.h"
#include "ui/lock/control/lockcontrols.h"
#include "ui/lock/lockownercard.h"
#include "ui/lock/lockqueuemodel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QTableView>

namespace Holdfast {

LockPanel::LockPanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_owner(new LockOwnerCard(this))
    , m_queueHeading(new PlainLabel(this))
    , m_queue(new LockQueueModel(this))
    , m_table(createPlainTable(this))
    , m_controls(new LockControls(access, this))
{
    setObjectName(QStringLiteral("lockPanel"));
    createQueue();
    auto *column = new QWidget(this);
    auto *state = new QVBoxLayout(column);
    state->setContentsMargins({});
    state->addWidget(createCardArea(), 2);
    state->addWidget(m_queueHeading);
    state->addWidget(m_table, 1);
    // Both take what room there is, and ask for none: what is shown by scrolling alone is not seen.
    for (QWidget *part : {state->itemAt(0)->widget(), static_cast<QWidget *>(m_table)})
        part->setSizePolicy(part->sizePolicy().horizontalPolicy(), QSizePolicy::Ignored);
    // The buttons last: they stay where they are when the parts before them grow.
    m_layout->addWidget(column, 1);
    m_layout->addWidget(m_controls);
    // Nor does the length of a name decide how wide which of the two is.
    for (QWidget *part : {column, static_cast<QWidget *>(m_controls)}) {
        part->setMinimumWidth(part->minimumSizeHint().width());
        part->setSizePolicy(QSizePolicy::Ignored, part->sizePolicy().verticalPolicy());
    }

    m_ticking.setInterval(std::chrono::seconds {1});
    connect(&m_ticking, &QTimer::timeout, this, &LockPanel::tick);

    if (!access.session.isLockEnabled()) {
        showSwitchedOff();
        return;
    }
    showStatus(access.session.lockStatus());
    connect(access.monitor, &StationMonitor::lockChanged, this, &LockPanel::showStatus);
}

QWidget *LockPanel::createCardArea()
{
    // Names and lines come and go while the operator may be holding a button elsewhere in the
    // window: the card scrolls in a place of its own, and nothing else moves.
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("lockCardArea"));
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    constexpr int fewestLines = 5;
    area->setMinimumHeight(fewestLines * fontMetrics().lineSpacing());
    auto *inside = new QWidget(area);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins({});
    layout->addWidget(m_controls->answer());
    layout->addWidget(m_owner);
    layout->addStretch(1);
    area->setWidget(inside);
    return area;
}

void LockPanel::createQueue()
{
    m_queueHeading->setObjectName(QStringLiteral("lockQueueHeading"));
    m_table->setObjectName(QStringLiteral("lockQueueTable"));
    m_table->setAccessibleName(tr("Who waits for the lock"));
    m_table->setToolTip(tr("Who waits for the lock; the first is served next"));
    m_table->setModel(m_queue);
    // Two lines each: the panel is narrow, and there is room below.
    m_table->setWordWrap(true);
    constexpr int fewestLines = 3;
    m_table->setMinimumHeight(fewestLines * m_table->fontMetrics().lineSpacing());
    m_table->verticalHeader()->setDefaultSectionSize(2 * m_table->fontMetrics().lineSpacing() + 6);
    m_table->setItemDelegateForColumn(LockQueueModel::OperationColumn, new NameDelegate(m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(LockQueueModel::WhoColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(LockQueueModel::OperationColumn, QHeaderView::Interactive);
    m_table->setColumnWidth(
        LockQueueModel::OperationColumn,
        m_table->fontMetrics().horizontalAdvance(QStringLiteral("move_relative")) + 12);
    header->setMinimumSectionSize(20);
}

void LockPanel::showStatus(const LockStatus &status)
{
    m_owner->setStatus(status);
    m_queue->setQueue(status.queue);
    m_queueHeading->setText(status.queue.isEmpty() ? tr("The line is empty")
                                                   : tr("Waiting: %1").arg(status.queue.size()));
    if (!status.isHeld() && status.queue.isEmpty())
        m_ticking.stop();
    else if (!m_ticking.isActive())
        m_ticking.start();
}

void LockPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Over the picture the buttons are below the queue, so that what they say has room.
    const bool isWide = width() > height() && width() > fontMetrics().averageCharWidth() * 75;
    m_layout->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // Where it is narrow, the names are worth more than the class, which they imply.
    m_table->setColumnHidden(LockQueueModel::ClassColumn,
                             width() < fontMetrics().averageCharWidth() * 140);
    m_layout->setStretch(0, isWide ? 7 : 1);
    m_layout->setStretch(1, isWide ? 6 : 0);
}

void LockPanel::letGo()
{
    m_controls->letGo();
}

void LockPanel::showSwitchedOff()
{
    m_owner->setSwitchedOff();
    m_queueHeading->hide();
    m_table->hide();
}

void LockPanel::tick()
{
    m_owner->tick();
    m_queue->tick();
}

} // namespace Holdfast
