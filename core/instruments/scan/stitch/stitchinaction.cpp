// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/stitch/stitchinaction.h"

#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace Holdfast {

namespace {

//! \brief What the thread of the process and the worker tell each other.
struct StitchRun
{
    std::mutex mutex; //!< guards what follows, except the process
    std::condition_variable wake;
    double percent = 0;
    QString step {};
    bool isNews = false;
    bool isCancelWanted = false;
    bool hasEnded = false;
    std::optional<Error> error {};

    StitchProcess *process = nullptr; //!< only for the thread of its own
};
using StitchRunPtr = std::shared_ptr<StitchRun>;

void startRun(QObject *home, const StitchRunPtr &run, const StitchRequest &request)
{
    auto *process = new StitchProcess(home);
    run->process = process;
    QObject::connect(process, &StitchProcess::progressed, process,
                     [run](double percent, const QString &step) {
                         const std::lock_guard lock(run->mutex);
                         run->percent = percent;
                         run->step = step;
                         run->isNews = true;
                         run->wake.notify_all();
                     });
    QObject::connect(process, &StitchProcess::ended, process,
                     [run, process](const std::optional<Error> &error) {
                         run->process = nullptr;
                         process->deleteLater();
                         const std::lock_guard lock(run->mutex);
                         run->error = error;
                         run->hasEnded = true;
                         run->wake.notify_all();
                     });
    process->start(request);
}

} // namespace

void stitchInAction(QObject *home, const StitchRequest &request)
{
    // So that the watchdog does not take a long step of the program for an action that hangs.
    constexpr std::chrono::seconds interval {1};
    throwIfCancelled();
    const auto run = std::make_shared<StitchRun>();
    QMetaObject::invokeMethod(
        home, [home, run, request] { startRun(home, run, request); }, Qt::QueuedConnection);
    std::optional<CancelHook> hook;
    if (WorkContext *context = WorkContext::current()) {
        hook.emplace(*context, [run] {
            const std::lock_guard lock(run->mutex);
            run->isCancelWanted = true;
            run->wake.notify_all();
        });
    }
    std::unique_lock lock(run->mutex);
    bool isCancelled = false;
    while (!run->hasEnded) {
        run->wake.wait_for(lock, interval, [&] {
            return run->isNews || run->hasEnded || (run->isCancelWanted && !isCancelled);
        });
        if (run->isCancelWanted && !isCancelled) {
            isCancelled = true;
            QMetaObject::invokeMethod(
                home,
                [run] {
                    if (run->process)
                        run->process->cancel();
                },
                Qt::QueuedConnection);
        }
        run->isNews = false;
        const double percent = run->percent;
        const QString step = run->step;
        lock.unlock();
        reportProgress(percent, step);
        lock.lock();
    }
    const std::optional<Error> error = run->error;
    lock.unlock();
    hook.reset();
    throwIfCancelled();
    if (error)
        throw ThingError(error->title(), error->message());
}

} // namespace Holdfast
