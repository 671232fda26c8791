// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/thing/error.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief What an error is on the wire: RFC 9457 problem details, with the five members that LabThings
//! sends.
struct Problem
{
    QString detail;
    QString type; //!< a URL, or empty for null
    int status = 500;
    QString title;
    Json extra = Json::object(); //!< further members, after the five
};

//! \a status and \a type are the server's to decide. The further members tell who has the lock, how a
//! lease ended, which generation the lock is at, and who broke the hold, as far as \a error knows.
Problem toProblem(const Error &error, int status, const QString &type);
//! What \a problem tells, as an error. Its kind goes by the title; an error of an unknown title is
//! one of a Thing. Error::busy() and Error::issues() are not restored.
Error toError(const Problem &problem);

Json toJson(const Problem &problem);
//! Returns nothing for what has no text as its "detail".
std::optional<Problem> readProblem(const Json &json);

//! \brief What a refusal by the lock tells besides its sentence.
struct Refusal
{
    std::optional<LockOwner> owner {};
    quint64 generation = 0;
    std::chrono::milliseconds waited {0};
    int position = 0; //!< in the queue at the end; 0 without a place there
    int othersWaiting = 0;
    std::optional<std::chrono::milliseconds> retryAfter {};
    LockMode mode = LockMode::Shared;

    static Refusal of(const GlobalLockBusyError &refusal);
};

Json toJson(const Refusal &refusal);
//! Reads it from the answer, or from Problem::extra.
Refusal readRefusal(const Json &json);

} // namespace Holdfast
