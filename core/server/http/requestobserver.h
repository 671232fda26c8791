// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"

#include <chrono>

namespace Holdfast {

//! \brief A request that has its answer: a whole one, or the beginning of one without an end.
struct AnsweredRequest
{
    static constexpr int noRoute = -1;

    int route = noRoute; //!< the place in Router::endpoints() of what answered
    Method method = Method::Other;
    int status = 0;
    //! From its last byte to the first of the answer; zero for one that was refused unread.
    std::chrono::nanoseconds duration {};
};

//! \brief Is told of each answer and each connection, in the thread of the server and while the
//! client waits: must be quick, and not throw.
class RequestObserver
{
public:
    virtual ~RequestObserver() = default;

    virtual void answered(const AnsweredRequest &request) = 0;
    //! So many connections are open now.
    virtual void connectionsChanged(int open) = 0;
};

//! \brief Times the requests of one connection, and tells an observer of their answers.
class AnswerTeller
{
public:
    explicit AnswerTeller(RequestObserver *observer)
        : m_observer(observer)
    {
    }

    //! A request is complete.
    void begin(Method method);
    void setRoute(int route) { m_request.route = route; }
    void answered(int status);
    //! What came was no request, or none that was understood.
    void refused(int status);

private:
    RequestObserver *const m_observer; //!< or none
    AnsweredRequest m_request {};
    std::chrono::steady_clock::time_point m_begin {};
};

} // namespace Holdfast
