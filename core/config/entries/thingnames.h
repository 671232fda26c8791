// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace Holdfast {

//! Throws ConfigurationError with \a key unless a Thing may be called \a name: the name must fit into a
//! URL, and must not be one of \a reserved, which the server uses itself.
void checkThingName(const QString &name, const QStringList &reserved, const QString &key);

} // namespace Holdfast
