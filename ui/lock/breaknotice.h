// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"
#include "ui/base/operatoraccess.h"

namespace Holdfast {

//! \brief Tells an operator whose hold was broken about the break: its author, time and reason.
//! Stays until the operator has confirmed it.
class BreakNotice : public NoticeBar
{
    Q_OBJECT
public:
    explicit BreakNotice(const OperatorAccess &access, QWidget *parent = nullptr);

private:
    void refresh();
    void acknowledge();

    Session m_session;
    QList<LockBreak> m_notices; //!< the first one is shown
};

} // namespace Holdfast
