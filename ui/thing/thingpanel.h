// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QUrl>
#include <QWidget>

#include <memory>

class QVBoxLayout;

namespace Holdfast {

class ActionForm;
class PlainLabel;
class PropertyRow;

//! \brief A panel for any Thing, made from its description alone: properties to see and to set, and
//! actions to run. It reads and listens only while it is seen, except for its operations under way.
class ThingPanel : public QWidget
{
    Q_OBJECT
public:
    ThingPanel(const OperatorAccess &access, const QString &thing, QWidget *parent = nullptr);
    ~ThingPanel() override;

    QString thing() const { return m_thing; }
    //! Sets the address at which scripts reach Holdfast; empty when there is none.
    void setServer(const QUrl &server);
    //! Reads all properties.
    void readAgain();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void createHead(QVBoxLayout *layout, const Affordances &affordances);
    QWidget *createBody(const Affordances &affordances);
    void addHeading(QVBoxLayout *layout, const QString &objectName, const QString &text);
    void listen();
    void hearProperty(const QString &thing, const QString &property, const Json &value,
                      const Principal &by);
    void hearInvocation(const InvocationRecord &invocation);
    void hearLock(const LockStatus &status);
    void showNotice(const LockModeRecord &mode);
    void refreshPermissions(const LockModeRecord &mode);

    OperatorAccess m_access;
    QString m_thing;
    PlainLabel *m_notice; //!< a fault, and why nothing can be changed; hidden otherwise
    QList<PropertyRow *> m_properties;
    QList<ActionForm *> m_actions;
    LockMode m_mode = LockMode::Shared;  //!< that the controls know of
    std::unique_ptr<QObject> m_listener; //!< while it is seen
};

} // namespace Holdfast
