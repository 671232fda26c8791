// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances.h"
#include "ui/base/permission.h"

#include <QUrl>

namespace Holdfast {

class Session;

//! \brief The one rule that decides what the operator may do with a Thing. That somebody holds the
//! lock forbids nothing: the operator waits in line. That everything is stopped does.
namespace ThingRule {

Permission mayWrite(const Session &session, const PropertyAffordance &property);
//! Whether there is a value that it can be set back to, besides.
Permission mayReset(const Session &session, const PropertyAffordance &property);
//! What stops may always run.
Permission mayRun(const Session &session, const ActionAffordance &action);
//! Whether a script could do it: only while the server runs at \a server.
Permission mayScript(const QUrl &server);

} // namespace ThingRule

} // namespace Holdfast
