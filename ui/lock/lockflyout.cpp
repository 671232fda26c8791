// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/lockflyout.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/theme/icon.h"
#include "ui/lock/lockpanel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Holdfast {

LockFlyout::LockFlyout(const OperatorAccess &access, LockPanel *panel,
                       std::chrono::milliseconds linger, QWidget *parent)
    : QFrame(parent)
    , m_session(access.session)
    , m_pin(new QToolButton(this))
{
    setObjectName(QStringLiteral("lockFlyout"));
    setAccessibleName(tr("Lock"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("lockFlyoutArea"));
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(panel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 6);
    layout->setSpacing(2);
    layout->addWidget(createHead());
    layout->addWidget(area, 1);
    hide();

    m_linger.setSingleShot(true);
    m_linger.setInterval(linger);
    connect(&m_linger, &QTimer::timeout, this, &LockFlyout::closeByItself);
    if (!access.session.isLockEnabled())
        return;
    connect(access.monitor, &StationMonitor::lockChanged, this, &LockFlyout::hear);
    hear(access.session.lockStatus());
}

QWidget *LockFlyout::createHead()
{
    auto *head = new QWidget(this);
    auto *title = new PlainLabel(tr("Lock"), head);
    m_pin->setParent(head);
    m_pin->setObjectName(QStringLiteral("pinLockButton"));
    m_pin->setIcon(toIcon(Icon::Pin));
    m_pin->setCheckable(true);
    m_pin->setAutoRaise(true);
    m_pin->setAccessibleName(tr("Keep the lock panel open"));
    m_pin->setToolTip(tr("Keeps the lock panel open, also after the next start"));
    auto *close = new QToolButton(head);
    close->setObjectName(QStringLiteral("closeLockButton"));
    close->setIcon(toIcon(Icon::Cancel));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the lock panel"));
    close->setToolTip(tr("Closes the lock panel; the bar above goes on saying who has the lock"));
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins({});
    layout->addWidget(title, 1);
    layout->addWidget(m_pin);
    layout->addWidget(close);
    connect(m_pin, &QToolButton::toggled, this, [this](bool pinned) {
        m_isByItself = m_isByItself && !pinned;
        Q_EMIT pinnedChanged(pinned);
    });
    connect(close, &QToolButton::clicked, this, [this] { setOpen(false); });
    return head;
}

QSize LockFlyout::sizeHint() const
{
    // In characters and lines, so that it grows with the font.
    constexpr int characters = 60;
    constexpr int lines = 30;
    return {characters * fontMetrics().averageCharWidth(), lines * fontMetrics().lineSpacing()};
}

bool LockFlyout::isPinned() const
{
    return m_pin->isChecked();
}

void LockFlyout::setPinned(bool pinned)
{
    m_pin->setChecked(pinned);
    if (pinned)
        setOpen(true);
}

void LockFlyout::setOpen(bool open)
{
    m_isByItself = false;
    m_linger.stop();
    if (!open)
        m_pin->setChecked(false);
    if (open == isOpen())
        return;
    setVisible(open);
    Q_EMIT openChanged(open);
}

void LockFlyout::hear(const LockStatus &status)
{
    Reasons now;
    now.isWaiting =
        std::any_of(status.queue.begin(), status.queue.end(), [](const LockWaiter &waiter) {
            return waiter.principal.kind == Principal::Kind::Operator;
        });
    now.isBreaking = status.owner && status.owner->breaking;
    now.broken = m_session.lock().notices().size();
    const Reasons before = std::exchange(m_reasons, now);
    // Only what is new: one that the operator has closed stays closed until something else happens.
    if ((now.isWaiting && !before.isWaiting) || (now.isBreaking && !before.isBreaking)
        || now.broken > before.broken)
        openByItself();
    if (now.any())
        m_linger.stop();
    else if (m_isByItself && !m_linger.isActive())
        m_linger.start();
}

void LockFlyout::openByItself()
{
    if (isOpen())
        return;
    setOpen(true);
    m_isByItself = true;
}

void LockFlyout::closeByItself()
{
    if (!m_isByItself)
        return;
    if (isInUse())
        m_linger.start();
    else
        setOpen(false);
}

bool LockFlyout::isInUse() const
{
    const QWidget *focus = QApplication::focusWidget();
    return underMouse() || (focus && isAncestorOf(focus));
}

} // namespace Holdfast
