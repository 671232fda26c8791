// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/outputwriter.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

// A pipe that poll() reports as writable takes this much without blocking.
constexpr qsizetype s_largestPiece = 4096;

} // namespace

struct OutputWriter::State
{
    State(int output, Options wishes)
        : descriptor(output)
        , options(std::move(wishes))
        , wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        if (wakeUp < 0)
            throw std::system_error(errno, std::generic_category(),
                                    "Cannot duplicate the descriptor of the output");
    }
    ~State() { ::close(wakeUp); }
    Q_DISABLE_COPY_MOVE(State)

    void wake() const
    {
        const std::uint64_t one = 1;
        if (::write(wakeUp, &one, sizeof one) < 0) {
            // The counter is full: the thread is awake already.
        }
    }

    //! Queues the note about dropped texts. Requires the mutex.
    void noteDropped()
    {
        if (unreported > 0)
            queue += options.dropNote(std::exchange(unreported, 0));
    }

    //! Returns whole lines, as many as fit into a piece. Requires the mutex.
    QByteArray takePiece()
    {
        if (queue.isEmpty())
            noteDropped();
        qsizetype size = std::min(queue.size() - begin, s_largestPiece);
        if (begin + size < queue.size()) {
            const qsizetype lineEnd = queue.lastIndexOf('\n', begin + size - 1);
            if (lineEnd >= begin)
                size = lineEnd + 1 - begin;
        }
        return queue.mid(begin, size);
    }

    //! Removes \a size bytes, which are written, from the front of the queue.
    void remove(qsizetype size)
    {
        std::unique_lock lock(mutex);
        begin += size;
        // The queue is not shortened for each piece: the rest of it would be moved every time.
        if (begin == queue.size()) {
            queue.clear();
            begin = 0;
        } else if (begin > queue.size() / 2) {
            queue.remove(0, begin);
            begin = 0;
        }
        if (!queue.isEmpty() || unreported > 0)
            return;
        changed.notify_all();
        const bool isHeard = !isOver;
        lock.unlock();
        if (isHeard && options.emptied)
            options.emptied();
    }

    void fail(int number)
    {
        std::unique_lock lock(mutex);
        queue.clear();
        begin = 0;
        unreported = 0;
        const bool isFirst = std::exchange(error, error == 0 ? number : error) == 0;
        const bool isHeard = isFirst && !isOver;
        changed.notify_all();
        lock.unlock();
        if (isHeard && options.failed)
            options.failed(number);
    }

    //! Waits for work or a wake-up. Returns false when the thread has to end.
    bool wait()
    {
        std::unique_lock lock(mutex);
        const bool isIdle = queue.isEmpty() && unreported == 0;
        // A reader that has gone is not watched any more: poll() would return at once, each time.
        const bool isWatched = !isIdle || error == 0;
        if (isOver)
            return false;
        lock.unlock();
        pollfd both[2] = {{isWatched ? descriptor : -1, short(isIdle ? 0 : POLLOUT), 0},
                          {wakeUp, POLLIN, 0}};
        if (::poll(both, 2, -1) < 0)
            return errno == EINTR || errno == EAGAIN || errno == ENOMEM;
        std::uint64_t count = 0;
        if ((both[1].revents & POLLIN) && ::read(wakeUp, &count, sizeof count) < 0) {
            // There is nothing to do: this thread alone reads the counter.
        }
        if (isIdle && (both[0].revents & (POLLERR | POLLHUP | POLLNVAL)))
            fail(EPIPE);
        else if (both[0].revents)
            writeSome();
        return true;
    }

    void writeSome()
    {
        QByteArray piece;
        {
            const std::lock_guard lock(mutex);
            piece = takePiece();
        }
        const ssize_t written =
            ::write(descriptor, piece.constData(), static_cast<std::size_t>(piece.size()));
        if (written >= 0)
            remove(written);
        else if (errno != EINTR && errno != EAGAIN)
            fail(errno);
    }

    void run()
    {
        // Signals are handled by other threads; EPIPE tells this one that its reader has gone.
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, nullptr);
        while (wait()) { }
    }

    const int descriptor;
    const Options options;
    const int wakeUp;
    std::mutex mutex;
    std::condition_variable changed; //!< the queue is empty, or a write failed
    QByteArray queue;
    qsizetype begin = 0; //!< what stands before it in the queue is written
    quint64 dropped = 0;
    quint64 unreported = 0; //!< dropped texts without a note; 0 without Options::dropNote
    int error = 0;
    bool isOver = false;
};

OutputWriter::OutputWriter(int descriptor, Options options)
    : m_state(std::make_shared<State>(descriptor, std::move(options)))
    , m_thread(QStringLiteral("output"), [state = m_state] {
        state->run();
        return WorkerThread::never;
    })
{
    m_thread.wake();
}

OutputWriter::~OutputWriter()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isOver = true;
    }
    m_state->wake();
    // A write to a paused terminal may block for ever: such a thread is left alone.
    m_thread.end(QDeadlineTimer(std::chrono::milliseconds {200}));
}

bool OutputWriter::write(const QByteArray &text)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->options.endsWhenFailed && m_state->error != 0) {
        ++m_state->dropped;
        return false;
    }
    const qsizetype waiting = m_state->queue.size() - m_state->begin;
    if (waiting > 0 && waiting + text.size() > m_state->options.mostBytes) {
        ++m_state->dropped;
        m_state->unreported += m_state->options.dropNote ? 1 : 0;
        return false;
    }
    m_state->noteDropped();
    m_state->queue += text;
    m_state->wake();
    return true;
}

bool OutputWriter::flush(const QDeadlineTimer &deadline) const
{
    std::unique_lock lock(m_state->mutex);
    const auto isDone = [this] { return m_state->queue.isEmpty() && m_state->unreported == 0; };
    if (deadline.isForever()) {
        m_state->changed.wait(lock, isDone);
        return true;
    }
    return m_state->changed.wait_for(lock, deadline.remainingTimeAsDuration(), isDone);
}

qsizetype OutputWriter::pending() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->queue.size() - m_state->begin;
}

quint64 OutputWriter::dropped() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->dropped;
}

int OutputWriter::error() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->error;
}

} // namespace Holdfast
