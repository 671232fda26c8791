// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Uses a lock heavily, in several threads, with a journal and metrics, until it is killed. Its arguments
// are the journal's file and that of its KillAccount. Its output is one scrape of the metrics after the
// other, each followed by an end line; the first one comes once the threads are at work.

#include "core/journal/journal.h"
#include "core/lock/events/lockrecorder.h"
#include "core/lock/globallock.h"
#include "core/metrics/metrics.h"
#include "tests/journal/killaccount.h"

#include <QCoreApplication>

#include <cstdio>
#include <thread>
#include <vector>

using namespace Holdfast;

namespace {

//! \brief A lock with a journal and metrics, and the threads that use it.
class Work
{
public:
    Work(const JournalOptions &options, KillAccount &account)
        : m_account(account)
        , m_journal(options)
        , m_recorder({m_metrics.lockCounters(), m_journal.sink()}, std::chrono::milliseconds {2},
                     std::chrono::milliseconds {3})
    {
        m_metrics.watch(m_journal);
        m_recorder.record(m_lock);
        for (int number = 0; number < KillAccount::users; ++number)
            m_users.emplace_back([this, number] { use(number); });
        m_users.emplace_back([this] { disturb(); });
    }

    //! Prints scrapes for ever.
    [[noreturn]] void tell()
    {
        while (m_account.givenBack < 3 || m_account.refused < 3)
            std::this_thread::yield();
        m_recorder.flush();
        for (;;) {
            const QByteArray text = m_metrics.text() + "# end\n";
            std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
            std::fflush(stdout);
        }
    }

private:
    //! Waits for the recorder every 30 turns: otherwise events come too fast and are lost.
    void restNowAndThen(int turn)
    {
        if (turn % 30 == 0)
            m_recorder.flush();
    }

    void use(int number)
    {
        const auto operation = QStringLiteral("stage.move_%1").arg(number);
        const Holder holder(
            Principal::client(QStringLiteral("client %1").arg(number), QStringLiteral("::1")));
        for (int i = 1;; ++i) {
            restNowAndThen(i);
            ++m_account.asked;
            try {
                LockGuard hold = m_lock.acquire(
                    holder, operation, GlobalLock::Wait::upTo(std::chrono::milliseconds {i % 3}));
                ++m_account.granted;
                std::this_thread::yield();
                hold.release();
                ++m_account.givenBack;
            } catch (const GlobalLockBusyError &) {
                ++m_account.refused; // the journal has this, too
            }
        }
    }

    //! Breaks holds for ever, and sometimes stops everything.
    void disturb()
    {
        const Principal operatorLabel {Principal::Kind::Operator, QStringLiteral("operator"), {}};
        const auto reason = QStringLiteral("a test of breaks");
        for (int i = 1;; ++i) {
            m_recorder.flush();
            ++m_account.breaks;
            m_lock.breakHold(operatorLabel, reason, m_lock.status().generation);
            if (i % 10 == 0) {
                m_account.modes += 2;
                m_lock.setMode(LockMode::Stopped, operatorLabel, reason);
                m_lock.clearStop(operatorLabel, reason);
            }
        }
    }

    KillAccount &m_account;
    const Journal m_journal;
    Metrics m_metrics;
    GlobalLock m_lock;
    LockRecorder m_recorder;
    std::vector<std::thread> m_users;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    JournalOptions options;
    options.place = JournalOptions::Place::File;
    options.file = application.arguments().value(1);
    options.mostBytes = 20 * 1024 * 1024;
    options.longHold = std::chrono::milliseconds {1};
    const KillAccountFile file(application.arguments().value(2));
    if (!file.account())
        return 1;
    Work(options, *file.account()).tell();
}
