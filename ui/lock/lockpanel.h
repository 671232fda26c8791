// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/base/operatoraccess.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QTableView;

namespace Holdfast {

class LockControls;
class LockOwnerCard;
class LockQueueModel;
class PlainLabel;

//! \brief Shows the owner of the global lock and the waiters, as they change, with the operator's
//! actions for the lock.
class LockPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LockPanel(const OperatorAccess &access, QWidget *parent = nullptr);

    //! Gives control back, or leaves the queue for it.
    void letGo();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *createCardArea();
    void createQueue();
    void showStatus(const LockStatus &status);
    void showSwitchedOff();
    void tick();

    QBoxLayout *m_layout;
    LockOwnerCard *m_owner;
    PlainLabel *m_queueHeading;
    LockQueueModel *m_queue;
    QTableView *m_table;
    LockControls *m_controls;
    QTimer m_ticking; //!< runs only while there is a time to count
};

} // namespace Holdfast
