// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/dataschema.h"

#include <QString>
#include <QStringList>

namespace Holdfast {

//! What a value of \a schema may be, in words: "an integer from 0 to 65535".
QString allowedText(const DataSchema &schema);

//! The one of \a known that \a given is probably a slip of: at most two letters are wrong, missing,
//! too many or exchanged, or only the case differs. Empty when there is none.
QString nearMiss(const QString &given, const QStringList &known);

//! " Did you mean "port"?" where there is a near miss, else empty.
QString didYouMean(const QString &given, const QStringList &known);

} // namespace Holdfast
