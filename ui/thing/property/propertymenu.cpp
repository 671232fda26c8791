// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/property/propertymenu.h"

#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/thingtext.h"
#include "ui/base/theme/icon.h"
#include "ui/thing/property/propertylink.h"
#include "ui/thing/property/valuetext.h"
#include "ui/thing/scriptmenu.h"
#include "ui/thing/thingrule.h"

#include <QAction>
#include <QMenu>

namespace Holdfast {

PropertyMenu::PropertyMenu(PropertyLink *link, const std::function<Json()> &entered,
                           QWidget *parent)
    : DotsButton(parent)
    , m_link(link)
    , m_menu(new QMenu(this))
    , m_script(new ScriptMenu(
          link->thing() + u'.' + link->property().name + QStringLiteral("Script"), this))
{
    const PropertyAffordance &property = link->property();
    const QString id = link->thing() + u'.' + property.name;
    setObjectName(id + QStringLiteral("MenuButton"));
    setAccessibleName(tr("More of %1").arg(thingText(property.title)));
    setToolTip(tr("Read again, reset, or do it from a script"));
    setMenu(m_menu);
    m_menu->setObjectName(id + QStringLiteral("Menu"));
    m_menu->setToolTipsVisible(true);

    connect(m_menu->addAction(toIcon(Icon::Refresh), tr("&Read again")), &QAction::triggered, link,
            &PropertyLink::read);
    m_takeBack = m_menu->addAction(toIcon(Icon::Cancel), tr("&Take back what is entered"));
    m_takeBack->setVisible(entered != nullptr);
    connect(m_takeBack, &QAction::triggered, this, &PropertyMenu::takenBack);
    m_reset = m_menu->addAction(toIcon(Icon::Zero), QString());
    m_reset->setObjectName(id + QStringLiteral("Reset"));
    m_reset->setVisible(property.resetValue.has_value());
    if (property.resetValue) {
        // A menu is as wide as its longest text.
        constexpr int widest = 30; // letters
        const QString value = fontMetrics().elidedText(
            literal(ValueText::brief(property.schema, *property.resetValue)), Qt::ElideRight,
            widest * fontMetrics().averageCharWidth());
        m_reset->setText(tr("R&eset to %1").arg(value));
    }
    connect(m_reset, &QAction::triggered, this, [this] {
        Q_EMIT takenBack();
        m_link->reset();
    });
    m_menu->addMenu(m_script);
    addScripts(entered);
    setEdited(false);
}

void PropertyMenu::addScripts(const std::function<Json()> &entered)
{
    const PropertyAffordance &property = m_link->property();
    const auto call = [this, entered](ScriptCall::Kind kind) {
        return [this, entered, kind] {
            return ScriptCall {kind, m_link->thing(), m_link->property().name,
                               entered ? entered() : Json()};
        };
    };
    m_script->add(tr("Read"), call(ScriptCall::Kind::Read));
    if (entered)
        m_script->add(tr("Set to what is entered"), call(ScriptCall::Kind::Write));
    if (property.resetValue)
        m_script->add(tr("Reset"), call(ScriptCall::Kind::Reset));
    connect(m_script, &ScriptMenu::copied, this, &PropertyMenu::copied);
}

void PropertyMenu::refreshPermission(const Session &session)
{
    const Permission reset = ThingRule::mayReset(session, m_link->property());
    m_reset->setEnabled(reset.allowed);
    m_reset->setToolTip(plainToolTip(reset.reason));
}

void PropertyMenu::setEdited(bool edited)
{
    m_takeBack->setEnabled(edited);
}

void PropertyMenu::setServer(const QUrl &server)
{
    m_script->setServer(server);
}

} // namespace Holdfast
