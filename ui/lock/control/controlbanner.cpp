// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/controlbanner.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/format.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/theme/colourscheme.h"
#include "ui/base/theme/icon.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

constexpr int iconSize = 32;

bool isOperator(const LockOwner &owner)
{
    return owner.principal.kind == Principal::Kind::Operator;
}

Icon iconFor(const std::optional<LockOwner> &owner)
{
    if (!owner)
        return Icon::Unlocked;
    return isOperator(*owner) ? Icon::Person : Icon::Remote;
}

} // namespace

ControlBanner::ControlBanner(const OperatorAccess &access, QWidget *parent)
    : QFrame(parent)
    , m_icon(new QToolButton(this))
    , m_headline(new PlainLabel(this))
    , m_details(new PlainLabel(this))
{
    setObjectName(QStringLiteral("controlBanner"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window); // and not the tool bar's, which is a button's
    setForegroundRole(QPalette::WindowText);
    setToolTip(tr("Who is in control of the instrument. A click, or L, opens the lock panel."));
    m_icon->setObjectName(QStringLiteral("lockPanelButton"));
    m_icon->setAccessibleName(tr("Lock panel"));
    m_icon->setToolTip(tr("Opens and closes the lock panel"));
    m_icon->setAutoRaise(true);
    m_icon->setIconSize({iconSize, iconSize});
    connect(m_icon, &QToolButton::clicked, this, &ControlBanner::clicked);
    m_headline->setObjectName(QStringLiteral("controlHeadline"));
    m_headline->setAccessibleName(tr("Who is in control"));
    m_headline->setToolTip(toolTip());
    m_details->setObjectName(QStringLiteral("controlDetails"));
    m_details->setAccessibleName(tr("What the lock is held for, and who waits for it"));
    m_details->setToolTip(toolTip());
    QFont large = m_headline->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    m_headline->setFont(large);
    for (PlainLabel *label : {m_headline, m_details})
        label->setMinimumWidth(1); // a long name is cut, and is in the lock panel
    // The banner does not take the room that STOP needs either.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_headline);
    texts->addWidget(m_details);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 2, 8, 2);
    layout->addWidget(m_icon);
    layout->addLayout(texts, 1);
    if (access.session.isLockEnabled()) {
        connect(access.monitor, &StationMonitor::lockChanged, this, &ControlBanner::showStatus);
        showStatus(access.session.lockStatus());
    } else {
        m_headline->setText(tr("No lock"));
        m_details->setText(tr("Clients and the operator may change anything at any time."));
        colour();
    }
}

QString ControlBanner::headline() const
{
    return m_headline->text();
}

void ControlBanner::showStatus(const LockStatus &status)
{
    m_shown = status;
    const auto &owner = status.owner;
    if (!owner)
        m_headline->setText(tr("Free"));
    else if (isOperator(*owner))
        m_headline->setText(tr("You are in control"));
    else
        m_headline->setText(tr("%1 is in control").arg(owner->principal.name));
    QStringList details;
    if (owner && !owner->operation.isEmpty())
        details << owner->operation;
    if (owner)
        details << tr("since %1").arg(Format::time(owner->since));
    else
        details << tr("The next request gets the lock.");
    if (owner || !status.queue.isEmpty())
        details << tr("%n waiting", nullptr, int(status.queue.size()));
    m_details->setText(details.join(QStringLiteral(", ")));
    colour();
}

void ControlBanner::colour()
{
    if (m_isColouring)
        return;
    m_isColouring = true;
    QPalette colours; // of which only these two are its own: the others follow the theme
    if (m_shown.owner) {
        const QPalette theme = QGuiApplication::palette();
        colours.setColor(QPalette::Window, accent(theme));
        colours.setColor(QPalette::WindowText, accentText(theme));
    }
    setPalette(m_shown.owner ? colours : QPalette());
    m_icon->setIcon(toPixmap(iconFor(m_shown.owner), iconSize,
                             palette().color(QPalette::WindowText), devicePixelRatioF()));
    m_isColouring = false;
}

void ControlBanner::mouseReleaseEvent(QMouseEvent *event)
{
    QFrame::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void ControlBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace Holdfast
