// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/movestatus.h"

#include "ui/base/length/lengthscale.h"
#include "ui/base/text/textbox.h"
#include "ui/stage/stagejogger.h"
#include "ui/stage/stagemover.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace Holdfast {

MoveStatus::MoveStatus(StageMover *mover, StageJogger *jogger, const LengthScale *lengths,
                       QWidget *parent)
    : QFrame(parent)
    , m_mover(mover)
    , m_jogger(jogger)
    , m_lengths(lengths)
    , m_text(new TextBox(3, QStringLiteral("moveStatusText"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("moveStatus"));
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("State of the move"));
    m_cancel->setObjectName(QStringLiteral("cancelMoveButton"));
    m_cancel->setAccessibleName(tr("Cancel the move"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_cancel, 0, Qt::AlignTop);
    connect(m_cancel, &QPushButton::clicked, mover, &StageMover::cancel);
    connect(mover, &StageMover::changed, this, &MoveStatus::refresh);
    connect(jogger, &StageJogger::changed, this, &MoveStatus::refresh);
    refresh();
}

void MoveStatus::setImpossible(const QString &reason)
{
    m_impossible = reason;
    refresh();
}

void MoveStatus::refresh()
{
    m_text->setText(text());
    const Operation &move = m_mover->operation();
    m_cancel->setVisible(move.isUnderWay());
    m_cancel->setToolTip(move.isWaiting() ? tr("Leave the line: the stage will not move")
                                          : tr("Stop this move where it is"));
}

QString MoveStatus::holdText() const
{
    const std::optional<StageRate> rate = m_jogger->rate();
    if (!rate)
        return tr("Moving while you hold it down \u2026");
    QStringList speeds;
    const auto name = [&](Axis axis, double speed) {
        if (speed != 0)
            speeds << tr("%1/s").arg(m_lengths->showWithUnit(axis, std::llround(speed)));
    };
    name(Axis::X, std::max(std::abs((*rate)[Axis::X]), std::abs((*rate)[Axis::Y])));
    name(Axis::Z, std::abs((*rate)[Axis::Z]));
    const QString speed = speeds.join(QStringLiteral(", "));
    return m_jogger->isFastest()
               ? tr("Moving at %1, the most that the stage can do, while you hold it down. Ctrl: "
                    "slower.")
                     .arg(speed)
               : tr("Moving at %1 while you hold it down. Shift: faster, Ctrl: slower.").arg(speed);
}

QString MoveStatus::text() const
{
    if (!m_impossible.isEmpty())
        return m_impossible;
    if (m_jogger->phase() == StageJogger::Phase::Waiting)
        return tr("Waiting for the lock: nothing moves yet \u2026");
    if (m_jogger->phase() != StageJogger::Phase::Idle)
        return holdText();
    const Operation &move = m_mover->operation();
    if (move.isUnderWay())
        return move.isWaiting() ? move.waitingText() : tr("Moving \u2026");
    if (!m_jogger->problem().isEmpty())
        return tr("Not moved any further. %1").arg(m_jogger->problem());
    if (m_mover->problem().isEmpty())
        return tr("Ready");
    return m_mover->isProblemPast() ? tr("Ready. Earlier: %1").arg(m_mover->problem())
                                    : m_mover->problem();
}

} // namespace Holdfast
