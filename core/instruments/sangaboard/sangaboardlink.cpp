// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardlink.h"

#include "core/lock/gate/threadrecord.h"
#include "core/lock/waitingforbidden.h"

#include <QDeadlineTimer>
#include <QThread>

#include <condition_variable>
#include <future>
#include <mutex>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds endPatience {3};
// Longer than all attempts of the port together, each of which has its own limit.
constexpr std::chrono::seconds answerPatience {60};

} // namespace

class SangaboardLink::Thread : public QThread
{
public:
    Thread(const PortSearch &search, const QString &logFile, const SangaboardTimes &times,
           SangaboardListener &listener)
        : m_search(search)
        , m_logFile(logFile)
        , m_times(times)
        , m_listener(listener)
    {
        setObjectName(QStringLiteral("sangaboard"));
    }

    //! Runs \a call in the thread, soon. Drops it when the thread has ended.
    template<typename Call>
    void invoke(Call call)
    {
        const std::lock_guard lock(m_mutex);
        if (m_port)
            QMetaObject::invokeMethod(
                m_port, [port = m_port, call = std::move(call)] { call(*port); },
                Qt::QueuedConnection);
    }

    void begin(const SangaboardPort::Wanted &wanted)
    {
        m_wanted = wanted;
        start();
        std::unique_lock lock(m_mutex);
        m_started.wait(lock, [this] { return m_record != nullptr; });
    }

    //! Returns the record of the thread; null before it runs.
    std::shared_ptr<ThreadRecord> record()
    {
        const std::lock_guard lock(m_mutex);
        return m_record;
    }
    SangaboardStops &stops() { return m_stops; }

protected:
    void run() override
    {
        const WaitingForbidden others;
        SangaboardPort port(m_search, m_logFile, m_times, m_stops, m_listener);
        {
            const std::lock_guard lock(m_mutex);
            m_port = &port;
            m_record = ThreadRecord::here();
        }
        m_started.notify_all();
        port.start(m_wanted);
        exec();
        const std::lock_guard lock(m_mutex);
        m_port = nullptr;
    }

private:
    const PortSearch m_search;
    const QString m_logFile;
    const SangaboardTimes m_times;
    SangaboardListener &m_listener;
    SangaboardPort::Wanted m_wanted;
    SangaboardStops m_stops;
    std::mutex m_mutex;
    std::condition_variable m_started;
    SangaboardPort *m_port = nullptr;
    std::shared_ptr<ThreadRecord> m_record;
};

SangaboardLink::SangaboardLink(const PortSearch &search, const QString &logFile,
                               const SangaboardTimes &times, SangaboardListener &listener)
    : m_thread(std::make_unique<Thread>(search, logFile, times, listener))
{
}

SangaboardLink::~SangaboardLink()
{
    end();
    // Closing a port may hang in the system; then the thread is left alone.
    if (m_thread->isRunning())
        (void)m_thread.release();
}

void SangaboardLink::start(const SangaboardPort::Wanted &wanted)
{
    m_thread->begin(wanted);
}

void SangaboardLink::end()
{
    m_thread->invoke([](SangaboardPort &port) {
        port.stop();
        QThread::currentThread()->quit();
    });
    m_thread->wait(QDeadlineTimer(endPatience));
}

SangaboardAnswer SangaboardLink::ask(const SangaboardQuestion &question,
                                     const QString &forPeople) const
{
    // A call that the thread drops breaks the promise.
    auto promise = std::make_shared<std::promise<SangaboardAnswer>>();
    std::future<SangaboardAnswer> answer = promise->get_future();
    m_thread->invoke([question, promise](SangaboardPort &port) {
        port.ask(question, [promise](const SangaboardAnswer &given) { promise->set_value(given); });
    });
    promise.reset();
    const WaitsForThread waits(m_thread->record(), forPeople);
    if (answer.wait_for(answerPatience) != std::future_status::ready)
        return {SangaboardAnswer::Outcome::NoAnswer, {}};
    try {
        return answer.get();
    } catch (const std::future_error &) {
        return {SangaboardAnswer::Outcome::NotConnected, {}};
    }
}

void SangaboardLink::post(const SangaboardQuestion &question,
                          const SangaboardPort::Callback &callback)
{
    m_thread->invoke([question, callback](SangaboardPort &port) {
        port.ask(
            question, callback ? callback : [](const SangaboardAnswer &) {});
    });
}

quint64 SangaboardLink::stopCount() const
{
    return m_thread->stops().count();
}

void SangaboardLink::stop()
{
    m_thread->stops().add();
    halt();
}

void SangaboardLink::halt()
{
    m_thread->invoke([](SangaboardPort &port) { port.stop(); });
}

void SangaboardLink::setWanted(const SangaboardPort::Wanted &wanted)
{
    m_thread->invoke([wanted](SangaboardPort &port) { port.setWanted(wanted); });
}

void SangaboardLink::reconnect()
{
    m_thread->invoke([](SangaboardPort &port) { port.reconnect(); });
}

} // namespace Holdfast
