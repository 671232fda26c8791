// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/error.h"

#include <QString>

//! \brief Errors in words for the operator.
namespace Holdfast::ErrorText {

//! Returns the errors in an input: "x: Input should be less than or equal to 100".
QString issues(const QList<ValidationIssue> &issues);

//! Returns why something could not be done.
QString reason(const Error &error);

} // namespace Holdfast::ErrorText
