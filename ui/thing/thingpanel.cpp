// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/thingpanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/thingtext.h"
#include "ui/lock/control/lockrule.h"
#include "ui/thing/action/actionform.h"
#include "ui/thing/action/actionrunner.h"
#include "ui/thing/property/propertylink.h"
#include "ui/thing/property/propertyrow.h"

#include <QHideEvent>
#include <QScrollArea>
#include <QShowEvent>
#include <QVBoxLayout>

namespace Holdfast {

ThingPanel::ThingPanel(const OperatorAccess &access, const QString &thing, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_thing(thing)
    , m_notice(new PlainLabel(this))
{
    setObjectName(QStringLiteral("thingPanel_") + thing);
    const Affordances &affordances = *access.session.affordances(thing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("thingScroll_") + thing);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(createBody(affordances));
    layout->addWidget(scroll, 1);
    refreshPermissions(access.session.lockStatus().mode);
}

ThingPanel::~ThingPanel() = default;

void ThingPanel::createHead(QVBoxLayout *layout, const Affordances &affordances)
{
    auto *title = new PlainLabel(thingText(affordances.title), this);
    title->setObjectName(QStringLiteral("thingTitle"));
    title->setWordWrap(true);
    title->setMinimumWidth(1);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setBold(true);
    title->setFont(large);
    title->setToolTip(plainToolTip(thingText(affordances.description)));
    layout->addWidget(title);
    if (!affordances.description.isEmpty()) {
        auto *description = new PlainLabel(thingText(affordances.description), this);
        description->setObjectName(QStringLiteral("thingDescription"));
        description->setWordWrap(true);
        description->setMinimumWidth(1);
        layout->addWidget(description);
    }
    m_notice->setObjectName(QStringLiteral("thingNotice"));
    m_notice->setWordWrap(true);
    m_notice->setMinimumWidth(1);
    m_notice->setFrameShape(QFrame::StyledPanel);
    m_notice->setMargin(4);
    layout->addWidget(m_notice);
}

QWidget *ThingPanel::createBody(const Affordances &affordances)
{
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(0);
    createHead(layout, affordances); // which may be long: it scrolls with the rest
    if (!affordances.properties.empty())
        addHeading(layout, QStringLiteral("propertiesHeading"), tr("Properties"));
    for (const PropertyAffordance &property : affordances.properties) {
        if (property.isForPrograms)
            continue;
        auto *row = new PropertyRow(m_access.session,
                                    new PropertyLink(m_access, m_thing, property, this), body);
        m_properties << row;
        layout->addWidget(row);
    }
    if (!affordances.actions.empty())
        addHeading(layout, QStringLiteral("actionsHeading"), tr("Actions"));
    for (const ActionAffordance &action : affordances.actions) {
        if (action.isForPrograms)
            continue;
        auto *form = new ActionForm(m_access.session,
                                    new ActionRunner(m_access, m_thing, action, this), body);
        m_actions << form;
        layout->addWidget(form);
    }
    if (m_properties.isEmpty() && m_actions.isEmpty())
        addHeading(layout, QStringLiteral("nothingHere"),
                   tr("This Thing has nothing to see, to set or to run here."));
    layout->addStretch(1);
    return body;
}

void ThingPanel::addHeading(QVBoxLayout *layout, const QString &objectName, const QString &text)
{
    auto *heading = new PlainLabel(text, layout->parentWidget());
    heading->setObjectName(objectName);
    heading->setWordWrap(true);
    heading->setContentsMargins(0, 6, 0, 2);
    QFont bold = font();
    bold.setBold(true);
    heading->setFont(bold);
    layout->addWidget(heading);
}

void ThingPanel::setServer(const QUrl &server)
{
    for (PropertyRow *row : std::as_const(m_properties))
        row->setServer(server);
    for (ActionForm *form : std::as_const(m_actions))
        form->setServer(server);
}

void ThingPanel::readAgain()
{
    for (const PropertyRow *row : std::as_const(m_properties))
        row->link()->read();
}

void ThingPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (event->spontaneous() || m_listener)
        return; // a minimised window: Qt tells that it is hidden, but not its parts
    listen();
    hearLock(m_access.session.lockStatus());
    showNotice(m_access.session.lockStatus().mode);
    readAgain();
}

void ThingPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous())
        return;
    m_listener.reset();
    for (PropertyRow *row : std::as_const(m_properties))
        row->interruptPlot();
}

void ThingPanel::listen()
{
    m_listener = std::make_unique<QObject>();
    connect(m_access.monitor, &StationMonitor::propertyChanged, m_listener.get(),
            [this](const QString &thing, const QString &property, const Json &value,
                   const Principal &by) { hearProperty(thing, property, value, by); });
    connect(m_access.monitor, &StationMonitor::invocationChanged, m_listener.get(),
            [this](const InvocationRecord &invocation) { hearInvocation(invocation); });
    connect(m_access.monitor, &StationMonitor::lockChanged, m_listener.get(),
            [this](const LockStatus &status) { hearLock(status); });
    connect(m_access.monitor, &StationMonitor::faultChanged, m_listener.get(),
            [this](const QString &thing) {
                if (thing == m_thing)
                    showNotice(m_access.session.lockStatus().mode);
            });
}

void ThingPanel::hearProperty(const QString &thing, const QString &property, const Json &value,
                              const Principal &by)
{
    if (thing != m_thing)
        return;
    for (const PropertyRow *row : std::as_const(m_properties)) {
        if (row->link()->property().name == property)
            row->link()->hear(value, by);
    }
}

void ThingPanel::hearInvocation(const InvocationRecord &invocation)
{
    if (invocation.thing != m_thing || !invocation.isFinished())
        return;
    // The changes that an action has made without reporting them become visible when it has ended.
    for (const PropertyRow *row : std::as_const(m_properties)) {
        if (!row->link()->property().observable)
            row->link()->read();
    }
}

void ThingPanel::hearLock(const LockStatus &status)
{
    if (status.mode.mode != m_mode)
        refreshPermissions(status.mode);
}

void ThingPanel::refreshPermissions(const LockModeRecord &mode)
{
    m_mode = mode.mode;
    showNotice(mode);
    for (PropertyRow *row : std::as_const(m_properties))
        row->refreshPermission();
    for (ActionForm *form : std::as_const(m_actions))
        form->refreshPermission();
}

void ThingPanel::showNotice(const LockModeRecord &mode)
{
    QStringList lines;
    if (const auto fault = m_access.session.fault(m_thing))
        lines << (fault->remedy.isEmpty()
                      ? thingText(fault->what)
                      : thingText(fault->what) + u' ' + thingText(fault->remedy));
    if (const Permission permission = LockRule::mayChange(mode); !permission.allowed)
        lines << permission.reason;
    m_notice->setText(lines.join(u'\n'));
    m_notice->setVisible(!lines.isEmpty());
}

} // namespace Holdfast
