// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limittable.h"
#include "core/server/http/request.h"

#include <chrono>

namespace Holdfast {

//! \brief A request that has its answer: a complete one, or the beginning of an endless one.
struct AnsweredRequest
{
    static constexpr int noRoute = -1;

    int route = noRoute; //!< the place in Router::endpoints() of the route that answered
    Method method = Method::Other;
    int status = 0;
    //! From the last byte to the first of the answer; zero for one that was refused unread.
    std::chrono::nanoseconds duration {};
};

//! \brief A listener for answers and connections, called in the server's thread while the client
//! waits: must be quick, and must not throw.
class RequestObserver
{
public:
    virtual ~RequestObserver() = default;

    virtual void answered(const AnsweredRequest &request) = 0;
    //! Notes the number of open connections.
    virtual void connectionsChanged(int open) = 0;
    //! Notes that a client has met a limit, and was refused.
    virtual void limitMet(const LimitRow &) { }
};

//! \brief Times the requests of one connection, and reports their answers to an observer.
class AnswerTeller
{
public:
    explicit AnswerTeller(RequestObserver *observer)
        : m_observer(observer)
    {
    }

    //! Notes that a request is complete.
    void begin(Method method);
    void setRoute(int route) { m_request.route = route; }
    void answered(int status);
    //! Notes a refusal of bytes that were no request, or one that was not understood.
    void refused(int status);

private:
    RequestObserver *const m_observer; //!< may be null
    AnsweredRequest m_request {};
    std::chrono::steady_clock::time_point m_begin {};
};

} // namespace Holdfast
