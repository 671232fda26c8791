// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"
#include "ui/base/operatoraccess.h"

namespace Holdfast {

//! \brief Tells the operator whose hold was broken: by whom, when and why. Stays until that has been
//! seen.
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
