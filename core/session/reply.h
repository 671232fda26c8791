// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>

#include <functional>
#include <utility>

namespace Holdfast {

//! \brief The answer to something that was asked of a Session: a Result that comes later.
//!
//! Consumed with then(), in the thread of a context object. A dropped Reply changes nothing: what
//! was asked for happens all the same.
template<typename T>
class [[nodiscard]] Reply
{
public:
    explicit Reply(QFuture<Result<T>> future, std::function<void()> withdraw = {})
        : m_future(std::move(future))
        , m_withdraw(std::move(withdraw))
    {
    }

    //! An answer that is known already.
    static Reply now(Result<T> result)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(std::move(result));
        promise.finish();
        return Reply(promise.future());
    }

    //! Calls \a consume with the result: at once when it is there already, else later from the
    //! event loop. To be called in the thread of \a context; nothing is called once \a context is
    //! gone.
    template<typename Consume>
    void then(QObject *context, Consume consume)
    {
        if (m_future.isFinished()) {
            consume(m_future.result());
            return;
        }
        auto *watcher = new QFutureWatcher<Result<T>>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                         [watcher, consume = std::move(consume)]() mutable {
                             watcher->deleteLater();
                             consume(watcher->result());
                         });
        watcher->setFuture(m_future);
    }

    bool isFinished() const { return m_future.isFinished(); }

    //! Takes the question back while it waits for the lock: it is then answered with Cancelled, and
    //! nothing happens. What has begun goes on. Any thread; copies of a reply are the same question.
    void withdraw() const
    {
        if (m_withdraw)
            m_withdraw();
    }

    //! Waits for it. For tests and for code in a worker, never for a thread with an event loop.
    Result<T> wait() { return m_future.result(); }

private:
    QFuture<Result<T>> m_future;
    std::function<void()> m_withdraw;
};

//! \brief The other end of a Reply.
template<typename T>
class ReplyPromise
{
public:
    ReplyPromise() { m_promise->start(); }

    Reply<T> reply(std::function<void()> withdraw = {}) const
    {
        return Reply<T>(m_promise->future(), std::move(withdraw));
    }
    void finish(Result<T> result) const
    {
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<Result<T>>> m_promise = std::make_shared<QPromise<Result<T>>>();
};

} // namespace Holdfast
