// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/scripttext.h"

#include <QMenu>

#include <functional>

namespace Holdfast {

//! \brief "Do this from a script": copies calls as Python or as a curl command.
class ScriptMenu : public QMenu
{
    Q_OBJECT
public:
    //! Makes the call to copy, at the moment when the operator copies it.
    using Call = std::function<ScriptCall()>;

    explicit ScriptMenu(const QString &objectName, QWidget *parent = nullptr);

    //! Adds a call; \a what is its text in the menu: "Read", "Set to the value above".
    void add(const QString &what, const Call &call);
    //! Sets the address at which scripts reach Holdfast; empty when there is none.
    void setServer(const QUrl &server);

Q_SIGNALS:
    //! Emitted when a text has been copied to the clipboard.
    void copied(const QString &text);

private:
    void addCopy(const QString &text, const Call &call,
                 QString (*toText)(const ScriptCall &, const QUrl &));

    QUrl m_server;
    QAction *m_reason; //!< why nothing can be copied
};

} // namespace Holdfast
