// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! Returns "urn:uuid:...": the identity of the resource at \a path ("/api/stage/") of this machine.
//! The same after every start and under every address; different on another machine.
QString thingUrn(const QString &path);

} // namespace Holdfast
