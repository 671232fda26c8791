// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlexitcode.h"
#include "app/holdfastctl/lockclient.h"

#include <QString>
#include <QUrl>

namespace Holdfast::Ctl {

//! \brief Why something was not done: a sentence for people, a code for scripts.
struct LockFailure
{
    CtlExitCode code = CtlExitCode::ServerProblem;
    QString message;
};

//! What an answer that is not good means.
LockFailure failureOf(const LockAnswer &answer, const QUrl &server);

//! What an answer means that is good, and yet not what was agreed.
LockFailure notUnderstood(const QUrl &server);

//! What the server says about a lease that has ended: "anna broke it at 14:02:11: ...". The answer
//! is a 410 or a 403.
QString endOfLease(const LockAnswer &answer);

} // namespace Holdfast::Ctl
