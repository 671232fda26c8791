// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! "urn:uuid:...": the identity of what this machine serves at \a path ("/api/stage/"). The same after
//! every start and under every address; another one on another machine.
QString thingUrn(const QString &path);

} // namespace Holdfast
