// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QHash>
#include <QUrl>
#include <QWidget>

class QListView;
class QStackedWidget;

namespace Holdfast {

class ThingPanel;
class ThingsModel;

//! \brief All Things of the station, and below them the panel of the chosen one.
class ThingsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ThingsPanel(const OperatorAccess &access, QWidget *parent = nullptr);

    //! Sets the address at which scripts reach Holdfast; empty when there is none.
    void setServerAddress(const QUrl &server);

    void choose(const QString &thing);

private:
    QWidget *createList();
    void showThing(const QString &thing);
    void readAgain();

    OperatorAccess m_access;
    QUrl m_server;
    ThingsModel *m_model;
    QListView *m_list;
    QStackedWidget *m_stack;
    QHash<QString, ThingPanel *> m_panels; //!< of those that have been looked at
};

} // namespace Holdfast
