// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlexitcode.h"
#include "core/client/leasekeeper.h"

#include <QString>
#include <QUrl>

namespace Holdfast::Ctl {

//! \brief Why something was not done: a sentence for people, a code for scripts.
struct LockFailure
{
    CtlExitCode code = CtlExitCode::ServerProblem;
    QString message;
};

//! Returns the failure for an answer that is an error, or that is no error and yet not the expected
//! one.
LockFailure failureOf(const StationAnswer &answer, const QUrl &server);

//! Returns why a lease was lost, without a full stop; \a ttl is its time to live.
QString reasonOf(const LeaseLoss &loss, std::chrono::milliseconds ttl);

} // namespace Holdfast::Ctl
