// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/session/session.h"

#include <chrono>

namespace Holdfast {

//! \brief A client's preferred wait for the lock: "Prefer: wait=SECONDS" (RFC 7240).
class PreferredWait
{
public:
    //! The limit of a write, which keeps its connection waiting: LabThings' client gives up after
    //! five seconds.
    static constexpr std::chrono::seconds longestForWrite {4};
    //! The limit of an action, which waits as a pending invocation that its client can query and
    //! cancel.
    static constexpr std::chrono::seconds longestForAction {std::chrono::hours {1}};

    //! Reads the preference. A longer one than \a longest is cut. One that is no whole number is
    //! ignored, as the RFC requires.
    PreferredWait(const Request &request, std::chrono::seconds longest);

    //! Returns the wait; empty when the client has no preference.
    Session::LockWait wait() const { return m_wait; }
    bool isGiven() const { return m_wait.has_value(); }

    //! Returns the answer's header: "Preference-Applied: wait=4". Empty without a preference.
    Headers applied() const;

private:
    std::optional<std::chrono::seconds> m_wait;
};

} // namespace Holdfast
