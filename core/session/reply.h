// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/invocation/replydelivery.h"
#include "core/thing/result.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace Holdfast {

//! \brief The answer to a call of a Session: a Result that comes later.
//!
//! Consumed with then(), in the thread of a context object. Dropping a Reply changes nothing: the
//! requested operation still happens.
template<typename T>
class [[nodiscard]] Reply
{
public:
    //! Returns an answer that is already known.
    static Reply now(Result<T> result)
    {
        auto state = std::make_shared<State>();
        state->result.emplace(std::move(result));
        state->delivery.finish();
        return Reply(std::move(state), {});
    }

    //! Calls \a consume with the result: at once when it is already there, else later from the
    //! event loop. Must be called in the thread of \a context; no call is made once \a context is
    //! destroyed.
    template<typename Consume>
    void then(QObject *context, Consume consume)
    {
        if (m_state->delivery.isFinished()) {
            consume(*m_state->result);
            return;
        }
        m_state->delivery.add(context, [state = m_state, consume = std::move(consume)]() mutable {
            consume(*state->result);
        });
    }

    bool isFinished() const { return m_state->delivery.isFinished(); }

    //! Withdraws the request while it waits for the lock: it is then answered with Cancelled, and
    //! has no effect. An operation that has begun goes on. May be called in any thread; copies of a
    //! reply belong to the same request.
    void withdraw() const
    {
        if (m_withdraw)
            m_withdraw();
    }

    //! Waits for the result. For tests and for code in a worker, never for a thread with an event
    //! loop.
    Result<T> wait()
    {
        m_state->delivery.wait();
        return *m_state->result;
    }

private:
    template<typename>
    friend class ReplyPromise;

    //! The result is written once, before the delivery reports it.
    struct State
    {
        std::optional<Result<T>> result;
        ReplyDelivery delivery;
    };

    Reply(std::shared_ptr<State> state, std::function<void()> withdraw)
        : m_state(std::move(state))
        , m_withdraw(std::move(withdraw))
    {
    }

    std::shared_ptr<State> m_state;
    std::function<void()> m_withdraw;
};

//! \brief The sender's end of a Reply. Only the first result counts.
template<typename T>
class ReplyPromise
{
public:
    Reply<T> reply(std::function<void()> withdraw = {}) const
    {
        return Reply<T>(m_state, std::move(withdraw));
    }

    void finish(Result<T> result) const
    {
        if (!m_state->delivery.claim())
            return;
        m_state->result.emplace(std::move(result));
        m_state->delivery.finish();
    }

private:
    using State = typename Reply<T>::State;
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace Holdfast
