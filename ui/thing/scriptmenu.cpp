// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/scriptmenu.h"

#include "ui/base/theme/icon.h"
#include "ui/thing/thingrule.h"

#include <QClipboard>
#include <QGuiApplication>

namespace Holdfast {

ScriptMenu::ScriptMenu(const QString &objectName, QWidget *parent)
    : QMenu(tr("Do this from a &script"), parent)
    , m_reason(addAction(QString()))
{
    setObjectName(objectName);
    setIcon(toIcon(Icon::Copy));
    m_reason->setEnabled(false);
    setServer({});
}

void ScriptMenu::add(const QString &what, const Call &call)
{
    addCopy(tr("%1: copy as Python").arg(what), call, asPython);
    addCopy(tr("%1: copy as curl").arg(what), call, asCurl);
    setServer(m_server);
}

void ScriptMenu::addCopy(const QString &text, const Call &call,
                         QString (*toText)(const ScriptCall &, const QUrl &))
{
    connect(addAction(text), &QAction::triggered, this, [this, call, toText] {
        const QString copy = toText(call(), m_server);
        QGuiApplication::clipboard()->setText(copy);
        Q_EMIT copied(copy);
    });
}

void ScriptMenu::setServer(const QUrl &server)
{
    m_server = server;
    const Permission permission = ThingRule::mayScript(server);
    m_reason->setText(permission.reason);
    m_reason->setVisible(!permission.allowed);
    for (QAction *action : actions()) {
        if (action != m_reason)
            action->setEnabled(permission.allowed);
    }
}

} // namespace Holdfast
