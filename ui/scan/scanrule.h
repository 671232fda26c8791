// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/permission.h"

#include <QString>

namespace Holdfast {

class Session;
struct ScanState;

//! \brief The one rule that decides what the operator may do with scans, and says why not. A lock that another owner holds
//! forbids nothing: the operator waits in line.
namespace ScanRule {

//! Returns the name of the Thing that scans.
QString thing();

//! Returns whether it can carry out \a action.
Permission mayRun(const Session &session, const QString &action);
//! Returns whether a scan may begin. \a state is that of the latest scan; null: there is none.
Permission mayStart(const Session &session, const ScanState *state);
//! Returns whether the scan that runs may be paused, or may go on.
Permission mayPause(const Session &session, const ScanState *state);
//! Returns whether the stitching that follows the scan may be cancelled.
Permission mayCancelStitching(const Session &session, const ScanState *state);
//! Returns whether \a unfinished, the name of a scan, may be resumed; empty: there is none to resume.
Permission mayResume(const Session &session, const ScanState *state, const QString &unfinished);

} // namespace ScanRule

} // namespace Holdfast
