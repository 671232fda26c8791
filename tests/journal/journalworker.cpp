// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Uses a lock hard, in several threads, and remembers it, until it is killed. Its argument is the
// journal's file. Says so once it is at work.

#include "core/journal/journal.h"
#include "core/lock/globallock.h"
#include "core/lock/lockrecorder.h"

#include <QCoreApplication>

#include <cstdio>
#include <thread>
#include <vector>

using namespace Holdfast;

namespace {

void use(GlobalLock &lock, int number)
{
    const auto operation = QStringLiteral("stage.move_%1").arg(number);
    const Holder holder({HolderLabel::Kind::Client, QStringLiteral("client %1").arg(number),
                         QStringLiteral("::1")});
    for (int i = 0;; ++i) {
        try {
            const LockGuard hold = lock.acquire(
                holder, operation, GlobalLock::Wait::upTo(std::chrono::milliseconds {i % 3}));
            std::this_thread::yield();
        } catch (const GlobalLockBusyError &) {
            continue; // which is remembered too
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    JournalOptions options;
    options.place = JournalOptions::Place::File;
    options.file = application.arguments().value(1);
    options.mostBytes = 20 * 1024 * 1024;
    options.longHold = std::chrono::milliseconds {1};
    const Journal journal(options);
    GlobalLock lock;
    LockRecorder recorder({journal.sink()}, std::chrono::milliseconds {2},
                          std::chrono::milliseconds {3});
    recorder.record(lock);
    std::vector<std::thread> users;
    for (int number = 0; number < 3; ++number)
        users.emplace_back([&lock, number] { use(lock, number); });
    while (lock.status().generation < 3)
        std::this_thread::yield();
    recorder.flush();
    std::puts("at work");
    std::fflush(stdout);
    for (std::thread &user : users)
        user.join();
}
