// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/dataschema.h"

#include <QString>
#include <QStringList>

namespace Holdfast {

//! Describes what a value of \a schema may be, in words: "an integer from 0 to 65535".
QString allowedText(const DataSchema &schema);

//! Finds the one of \a known that \a given is probably a misspelling of: at most two letters are wrong,
//! missing, additional or exchanged, or only the case differs. Returns an empty string when there is
//! none.
QString nearMiss(const QString &given, const QStringList &known);

//! Returns " Did you mean "port"?" when there is a near miss, otherwise an empty string.
QString didYouMean(const QString &given, const QStringList &known);

} // namespace Holdfast
