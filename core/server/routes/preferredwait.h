// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/session/session.h"

#include <chrono>

namespace Holdfast {

//! \brief How long a client wants to wait for the lock: "Prefer: wait=SECONDS" (RFC 7240).
class PreferredWait
{
public:
    //! A write keeps its connection waiting: LabThings' client gives up after five seconds.
    static constexpr std::chrono::seconds longestForWrite {4};
    //! An action waits as a pending invocation, which its client may look at and cancel.
    static constexpr std::chrono::seconds longestForAction {std::chrono::hours {1}};

    //! A longer wish than \a longest is cut. A wish that is no whole number is none, as the RFC has it.
    PreferredWait(const Request &request, std::chrono::seconds longest);

    //! Empty when the client has no wish.
    Session::LockWait wait() const { return m_wait; }
    bool isGiven() const { return m_wait.has_value(); }

    //! What the answer says about it: "Preference-Applied: wait=4". Empty when there was no wish.
    Headers applied() const;

private:
    std::optional<std::chrono::seconds> m_wait;
};

} // namespace Holdfast
