// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "ui/base/permission.h"

#include <QUrl>

namespace Holdfast {

class Session;

//! \brief The one rule that decides what the operator may do with a Thing. A lock that another
//! owner holds forbids nothing: the operator waits in line. A STOP forbids it.
namespace ThingRule {

Permission mayWrite(const Session &session, const PropertyAffordance &property);
//! Returns whether it may be reset, which also needs a value that it can be set back to.
Permission mayReset(const Session &session, const PropertyAffordance &property);
//! Returns whether the action may run. An action that stops may always run.
Permission mayRun(const Session &session, const ActionAffordance &action);
//! Returns whether a script could do it: only while the server runs at \a server.
Permission mayScript(const QUrl &server);

} // namespace ThingRule

} // namespace Holdfast
