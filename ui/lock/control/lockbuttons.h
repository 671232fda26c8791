// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lock/control/lockrule.h"

#include <QWidget>

namespace Holdfast {

class ExplainedButton;

//! \brief The buttons for the lock: control, ask, break, local only. Each explains its effect on
//! other clients, or why it may not be used.
class LockButtons : public QWidget
{
    Q_OBJECT
public:
    explicit LockButtons(QWidget *parent = nullptr);

    void setSituation(const LockSituation &now);

Q_SIGNALS:
    void take();
    void letGo(); //!< of control, or of the ticket for it
    void ask();
    void breakHold();
    void reserve();
    void share();

private:
    void explainTake(const LockSituation &now);
    void explainOthers(const LockSituation &now);
    void explainReserve(const LockSituation &now);

    LockSituation m_now;
    ExplainedButton *m_take;
    ExplainedButton *m_ask;
    ExplainedButton *m_break;
    ExplainedButton *m_reserve;
};

} // namespace Holdfast
