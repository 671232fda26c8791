// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"

namespace Holdfast {

struct BrokenOffRun;

//! \brief Tells the operator that the last run of the program was broken off, and what was running
//! then, until the operator has understood it.
class BrokenOffNotice : public NoticeBar
{
    Q_OBJECT
public:
    explicit BrokenOffNotice(QWidget *parent = nullptr);

    //! Tells of \a run; only the first call does.
    void tell(const BrokenOffRun &run);

private:
    bool m_isTold = false;
};

} // namespace Holdfast
