// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/thing/dotsbutton.h"

#include <functional>

class QUrl;

namespace Holdfast {

class PropertyLink;
class ScriptMenu;

//! \brief The further actions for a property: read it again, reset it, do it from a script.
class PropertyMenu : public DotsButton
{
    Q_OBJECT
public:
    //! \a entered returns the value in the editor; empty for a read-only property. \a link outlives
    //! it.
    PropertyMenu(PropertyLink *link, const std::function<Json()> &entered,
                 QWidget *parent = nullptr);

    void refreshPermission(const Session &session);
    void setEdited(bool edited);
    void setServer(const QUrl &server);

Q_SIGNALS:
    void takenBack();
    void copied();

private:
    void addScripts(const std::function<Json()> &entered);

    PropertyLink *m_link;
    QMenu *m_menu;
    QAction *m_takeBack = nullptr;
    QAction *m_reset = nullptr;
    ScriptMenu *m_script;
};

} // namespace Holdfast
