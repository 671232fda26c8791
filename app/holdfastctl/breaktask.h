// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctltask.h"

namespace Holdfast::Ctl {

//! \brief "lock break": takes the lock away from one holder, and from no other that may have come
//! after them.
class BreakTask : public CtlTask
{
    Q_OBJECT
public:
    using CtlTask::CtlTask;

    void start() override;

private:
    void lookedUp(const LockAnswer &answer);
    void breakHold(quint64 generation);
    void broken(const LockAnswer &answer);
};

} // namespace Holdfast::Ctl
