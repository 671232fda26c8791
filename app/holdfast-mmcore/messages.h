// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfast-mmcore/json.h"

#include <mutex>
#include <stdexcept>
#include <string>

namespace Holdfast {

//! \brief Why a call of the client fails: its kind is for programs, its text for people.
class CallError : public std::runtime_error
{
public:
    //! Makes the error. README.md lists the kinds.
    CallError(std::string kind, const std::string &message)
        : std::runtime_error(message)
        , m_kind(std::move(kind))
    {
    }
    //! Returns its kind.
    const std::string &kind() const { return m_kind; }

private:
    std::string m_kind;
};

//! \brief The lines of JSON that the client reads: answers and events. Thread-safe.
//!
//! Adapters may print to the standard output as well. So it is kept for the client alone, and what others
//! print goes to the standard error.
class Messages
{
public:
    //! Takes over the standard output. Throws std::system_error when that fails.
    Messages();

    //! Sends the result of the request \a id.
    void answer(const json &id, const json &result);
    //! Sends the error of the request \a id.
    void refuse(const json &id, const CallError &error);
    //! Sends an event: an object with the member "event".
    void tell(const json &event);

private:
    void write(const json &message);

    std::mutex m_mutex;
    int m_output;
};

} // namespace Holdfast
