// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/lockbuttons.h"

#include "ui/base/text/format.h"
#include "ui/lock/control/explainedbutton.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

QString ownersName(const LockSituation &now, const QString &otherwise)
{
    return now.status.owner ? now.status.owner->principal.name : otherwise;
}

bool rests(const LockStatus &status)
{
    return status.owner && status.owner->lease && status.owner->operation.isEmpty();
}

QString takeEffect(const LockStatus &status)
{
    if (!status.owner)
        return LockButtons::tr("No client can use the instrument in between.");
    const QString owner = status.owner->principal.name;
    return rests(status)
               ? LockButtons::tr("You get control at once; the lease of %1 goes on later.")
                     .arg(owner)
               : LockButtons::tr("You are next, when %1 ends its operation.").arg(owner);
}

} // namespace

LockButtons::LockButtons(QWidget *parent)
    : QWidget(parent)
    , m_take(new ExplainedButton(QStringLiteral("takeControlButton"), this))
    , m_ask(new ExplainedButton(QStringLiteral("askForLockButton"), this))
    , m_break(new ExplainedButton(QStringLiteral("breakHoldButton"), this))
    , m_reserve(new ExplainedButton(QStringLiteral("localOnlyButton"), this))
{
    setObjectName(QStringLiteral("lockButtons"));
    m_reserve->button()->setCheckable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    for (ExplainedButton *button : {m_take, m_ask, m_break, m_reserve})
        layout->addWidget(button);
    layout->addStretch(1);

    connect(m_take, &ExplainedButton::clicked, this, [this] {
        if (m_now.hasControl || m_now.isWaitingForControl)
            Q_EMIT letGo();
        else
            Q_EMIT take();
    });
    connect(m_ask, &ExplainedButton::clicked, this, &LockButtons::ask);
    connect(m_break, &ExplainedButton::clicked, this, &LockButtons::breakHold);
    connect(m_reserve, &ExplainedButton::clicked, this, [this] {
        const bool isOn = m_now.status.mode.mode == LockMode::LocalOnly;
        m_reserve->button()->setChecked(isOn); // it shows the real state, not the requested one
        if (isOn)
            Q_EMIT share();
        else
            Q_EMIT reserve();
    });
    setSituation({});
}

void LockButtons::setSituation(const LockSituation &now)
{
    m_now = now;
    explainTake(now);
    explainOthers(now);
    explainReserve(now);
}

void LockButtons::explainTake(const LockSituation &now)
{
    if (now.isWaitingForControl) {
        m_take->setPurpose(tr("Cancel &waiting"),
                           tr("Waiting for control until %1 ends its operation.")
                               .arg(ownersName(now, tr("its owner"))),
                           tr("Leaves the line: you will not get control."));
        m_take->setPermission(Permission::yes());
        return;
    }
    if (now.hasControl) {
        m_take->setPurpose(
            tr("Give &control back"),
            tr("You have control. Giving it back lets the clients go on."),
            tr("While you have control, what you do happens at once, and no client can change "
               "anything in between. Closing the window gives control back, too."));
        m_take->setPermission(Permission::yes());
        return;
    }
    m_take->setPurpose(tr("Take &control"), takeEffect(now.status),
                       tr("Waits, ahead of all clients, until the running operation ends or gives "
                          "way. A lease gives way, too, and goes on afterwards. No work is lost."));
    m_take->setPermission(LockRule::mayTake(now));
}

void LockButtons::explainOthers(const LockSituation &now)
{
    const QString owner = ownersName(now, tr("its owner"));
    m_ask->setPurpose(tr("&Ask \u2026"), tr("Tells %1 that you want the lock, and why.").arg(owner),
                      tr("The owner is told at once, and may go on."));
    m_ask->setPermission(LockRule::mayAsk(now));
    m_break->setPurpose(
        tr("&Break \u2026"),
        rests(now.status) ? tr("Ends the lease of %1 for good.").arg(owner)
                          : tr("Ends what %1 does. Its work may be lost.").arg(owner),
        tr("Asks for a reason first. Then the operation is told to end, a lease ends, and "
           "all Things are made safe. The lock is free when the operation has ended."));
    m_break->setPermission(LockRule::mayBreak(now));
}

void LockButtons::explainReserve(const LockSituation &now)
{
    const LockModeRecord &mode = now.status.mode;
    const bool isOn = mode.mode == LockMode::LocalOnly;
    QString effect = tr("Clients may only read.");
    if (isOn) {
        effect = tr("On since %1, by %2.").arg(Format::time(mode.since), mode.by.toString());
        if (!mode.reason.isEmpty())
            effect += QStringLiteral(" (%1)").arg(mode.reason);
    }
    m_reserve->setPurpose(
        tr("&Local only"), effect,
        isOn ? tr("Switches it off: clients may change things again.")
             : tr("Clients that wait in line are refused now. Operations that already run go on."));
    m_reserve->setPermission(LockRule::mayReserve(now));
    m_reserve->button()->setChecked(isOn);
}

} // namespace Holdfast
