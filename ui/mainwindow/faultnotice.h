// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"
#include "ui/base/operatoraccess.h"

namespace Holdfast {

//! \brief Names the devices that have a fault, and the remedy, for as long as they have one. All
//! are in one bar, however many: nothing pops up, and the rest of the window goes on working.
class FaultNotice : public NoticeBar
{
    Q_OBJECT
public:
    explicit FaultNotice(const OperatorAccess &access, QWidget *parent = nullptr);

private:
    void refresh();
    QString text(const QString &thing, const Fault &fault) const;

    Session m_session;
    QPushButton *m_details;
};

} // namespace Holdfast
