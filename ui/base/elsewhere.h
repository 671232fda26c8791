// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace Holdfast {

//! Does \a work in another thread, and passes its result to \a then in the thread of \a context. No
//! result is passed on once \a context has gone; the work is done all the same. \a work must not
//! throw.
template<typename Work, typename Then>
void elsewhere(QObject *context, Work work, Then then)
{
    using Made = std::invoke_result_t<Work>;
    const auto promise = std::make_shared<QPromise<Made>>();
    promise->start();
    auto *watcher = new QFutureWatcher<Made>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then] {
        watcher->deleteLater();
        then(watcher->result());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace Holdfast
