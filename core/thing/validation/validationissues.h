// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/validation.h"

#include <vector>

//! The possible issues of a value, with FastAPI's type, message and context. The location is still
//! empty: the caller that descends into containers adds it.
namespace Holdfast::Issue {

ValidationIssue missing(const Json &parent);
ValidationIssue extraForbidden(const Json &input);
ValidationIssue notAnObject(const Json &input);
ValidationIssue notAList(const Json &input);
ValidationIssue notNull(const Json &input);
ValidationIssue notABoolean(const Json &input);
ValidationIssue unreadableBoolean(const Json &input);
ValidationIssue notAnInteger(const Json &input);
ValidationIssue unreadableInteger(const Json &input);
ValidationIssue fractionalInteger(const Json &input);
ValidationIssue notANumber(const Json &input);
ValidationIssue unreadableNumber(const Json &input);
ValidationIssue notFinite(const Json &input);
ValidationIssue notAString(const Json &input);
ValidationIssue notAWord(const QStringList &words, const Json &input);
ValidationIssue notALiteral(const std::vector<Json> &literals, const Json &input);
ValidationIssue blobNotAccepted(const Json &input);
ValidationIssue blobAddressWithoutId(const Json &input);
ValidationIssue blobIdUnreadable(const Json &input);
ValidationIssue blobUnknown(const QString &id, const Json &input);
ValidationIssue blobOfOtherType(const QString &type, const QString &wanted, const Json &input);
ValidationIssue nestedTooDeep(int limit);

ValidationIssue stringTooShort(int limit, const Json &input);
ValidationIssue stringTooLong(int limit, const Json &input);
ValidationIssue listTooShort(int limit, const Json &input);
ValidationIssue listTooLong(int limit, const Json &input);
ValidationIssue notATuple(const Json &input);
ValidationIssue tupleTooLong(int limit, const Json &input);

// \a limit is a JSON integer for integers, a float for numbers.
ValidationIssue notAMultiple(const Json &limit, const Json &input);
ValidationIssue tooLarge(const Json &limit, const Json &input); //!< more than \a limit
ValidationIssue notBelow(const Json &limit, const Json &input); //!< \a limit or more
ValidationIssue tooSmall(const Json &limit, const Json &input); //!< less than \a limit
ValidationIssue notAbove(const Json &limit, const Json &input); //!< \a limit or less

} // namespace Holdfast::Issue
