// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace Holdfast {

//! Names that no Thing may have: they are the roots of routes.
const QStringList &reservedThingNames();

//! Why \a name cannot be a Thing's name, as a sentence; empty when it can.
QString whyNotAThingName(const QString &name);

//! Which names are allowed, in words.
QString allowedThingNames();

} // namespace Holdfast
