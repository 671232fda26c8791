// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/bridgelink.h"

#include "core/instruments/micromanager/micromanager.h"
#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Holdfast {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestLine = 16 * 1024 * 1024;
constexpr qint64 largestPicture = 1024 * 1024 * 1024;
constexpr int keptLines = 20;
// How long the bridge may take to end; it gives its adapters 2 s.
constexpr auto endLimit = 2500ms;

BridgeError stoppedError()
{
    return {QStringLiteral("StageStoppedError"), QStringLiteral("stopped"),
            MicroManager::tr("The device was stopped before it had finished.")};
}

BridgeError errorOf(const Json &error)
{
    const auto text = [&error](const char *name) {
        const auto found = error.find(name);
        return found != error.end() && found->is_string() ? found->get<QString>().trimmed()
                                                          : QString();
    };
    const QString kind = text("kind");
    if (kind == u"stopped")
        return stoppedError();
    return {QStringLiteral("MicroManagerError"), kind, text("message")};
}

} // namespace

BridgeLink::BridgeLink(const QString &program, const Deadlines &deadlines, Listener listener)
    : m_deadlines(deadlines)
    , m_listener(std::move(listener))
    , m_process(program)
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_thread([this] { run(); })
{
}

BridgeLink::~BridgeLink()
{
    end();
    close(m_wake);
}

void BridgeLink::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    eventfd_write(m_wake, 1);
    const std::lock_guard lock(m_endMutex);
    if (m_thread.joinable())
        m_thread.join();
}

std::optional<Fault> BridgeLink::loss() const
{
    const std::lock_guard lock(m_mutex);
    return m_loss;
}

Json BridgeLink::call(const BridgeRequest &request)
{
    std::unique_lock lock(m_mutex);
    if (m_loss)
        throw ThingError(QStringLiteral("DeviceLostError"), m_loss->what);
    // Under the mutex under which a stop is sent: a later one reaches the bridge behind this request.
    if (request.stopsBefore && *request.stopsBefore != countStops(request.device))
        throw stoppedError();
    Json message;
    const PendingPointer pending = add(request, false, message);
    send(message);

    bool isCancelled = false;
    bool isStopped = false;
    std::optional<CancelHook> hook;
    if (WorkContext *work = WorkContext::current(); work && request.isStoppable) {
        // Making the hook may call it at once.
        lock.unlock();
        hook.emplace(*work, [&] {
            const std::lock_guard hookLock(m_mutex);
            isCancelled = true;
            m_changed.notify_all();
        });
        lock.lock();
    }
    const auto leave = [&] {
        lock.unlock();
        hook.reset();
    };
    while (!pending->answer && !m_loss) {
        if (isCancelled && !std::exchange(isStopped, true)) {
            lock.unlock();
            stop(request.device);
            lock.lock();
            continue;
        }
        if (!pending->busy.empty()) {
            const Json event = std::move(pending->busy.front());
            pending->busy.pop_front();
            lock.unlock();
            try {
                if (request.onBusy)
                    request.onBusy(event);
            } catch (...) {
                // Nothing would wait for the end of the move any more.
                if (request.isStoppable)
                    stop(request.device);
                throw;
            }
            lock.lock();
            continue;
        }
        m_changed.wait(lock);
    }
    const Pending result = *pending;
    const std::optional<Fault> loss = m_loss;
    leave();
    if (!result.answer)
        throw ThingError(QStringLiteral("DeviceLostError"), loss->what);
    if (isStopped)
        throwIfCancelled();
    return resultOf(result);
}

Json BridgeLink::resultOf(const Pending &pending) const
{
    const Json &answer = *pending.answer;
    if (const auto error = answer.find("error"); error != answer.end() && error->is_object())
        throw errorOf(*error);
    return answer.value("result", Json());
}

// Requires the mutex.
BridgeLink::PendingPointer BridgeLink::add(const BridgeRequest &request, bool isStop, Json &message)
{
    const qint64 id = ++m_lastId;
    message = request.parameters.is_object() ? request.parameters : Json::object();
    message["id"] = id;
    message["call"] = request.call;
    if (!request.device.isEmpty())
        message["device"] = request.device;
    const auto pending = std::make_shared<Pending>(
        Pending {.library = request.library,
                 .name = request.device.isEmpty() ? request.call : request.device,
                 .limit = isStop ? m_deadlines.stop : m_deadlines.answer + request.extra,
                 .since = Clock::now(),
                 .isStop = isStop});
    m_pending[id] = pending;
    return pending;
}

void BridgeLink::stop(const QString &device)
{
    const std::lock_guard lock(m_mutex);
    ++m_stops[device];
    if (m_loss)
        return;
    Json message;
    add({.call = QStringLiteral("stop"), .device = device, .parameters = {}}, true, message);
    send(message);
}

quint64 BridgeLink::stopCount(const QString &device) const
{
    const std::lock_guard lock(m_mutex);
    return countStops(device);
}

// Requires the mutex.
quint64 BridgeLink::countStops(const QString &device) const
{
    const auto of = [this](const QString &label) {
        const auto found = m_stops.find(label);
        return found == m_stops.end() ? 0 : found->second;
    };
    return device.isEmpty() ? of(device) : of(device) + of({});
}

QByteArray BridgeLink::takePicture(const Json &place)
{
    const auto size = place.at("size").get<qint64>();
    if (size < 0 || size > largestPicture)
        throw ThingError(QStringLiteral("BridgeError"),
                         MicroManager::tr("A picture is too large."));
    const QByteArray bytes = m_process.picture(place.at("offset").get<qint64>(), size);
    const std::lock_guard lock(m_mutex);
    send({{"call", "release"}, {"slot", place.at("slot")}});
    return bytes;
}

// Requires the mutex. Does not block: what the process does not take now, the thread writes later.
void BridgeLink::send(const Json &message)
{
    m_outgoing += toBytes(message) + '\n';
    flush();
    eventfd_write(m_wake, 1);
}

// Requires the mutex.
void BridgeLink::flush()
{
    while (!m_outgoing.isEmpty()) {
        const qint64 taken = m_process.write(m_outgoing);
        if (taken <= 0)
            return;
        m_outgoing.remove(0, taken);
    }
}

void BridgeLink::run()
{
    QByteArray lines;
    QByteArray said;
    std::optional<Clock::time_point> endBy;
    bool isOpen = true;
    bool areErrorsOpen = true;
    while (isOpen) {
        bool hasOutgoing = false;
        {
            const std::lock_guard lock(m_mutex);
            flush();
            hasOutgoing = !m_outgoing.isEmpty();
            if (m_isEnding && !endBy) {
                endBy = Clock::now() + endLimit;
                m_process.closeInput();
            }
        }
        if (endBy && Clock::now() >= *endBy)
            m_process.kill();
        std::array polled {pollfd {m_process.output(), POLLIN, 0},
                           pollfd {areErrorsOpen ? m_process.errors() : -1, POLLIN, 0},
                           pollfd {m_wake, POLLIN, 0},
                           pollfd {m_process.input(), short(hasOutgoing ? POLLOUT : 0), 0}};
        poll(polled.data(), hasOutgoing ? 4 : 3, endBy ? 100 : nextTimeout());
        eventfd_t count = 0;
        eventfd_read(m_wake, &count);
        areErrorsOpen = readLines(m_process.errors(), said, [this](const QByteArray &line) {
            const QString text = QString::fromLocal8Bit(line).trimmed();
            {
                const std::lock_guard lock(m_mutex);
                m_said << text;
                if (m_said.size() > keptLines)
                    m_said.removeFirst();
            }
            m_listener.said(text);
        });
        isOpen =
            readLines(m_process.output(), lines, [this](const QByteArray &line) { receive(line); });
    }
    finish();
}

// Returns how many milliseconds there are until a deadline, after it has killed a bridge that has missed one.
int BridgeLink::nextTimeout()
{
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    auto first = Clock::time_point::max();
    for (const auto &[id, pending] : m_pending) {
        // It may wait for another request of its library that takes longer.
        auto limit = pending->limit;
        for (const auto &[otherId, other] : m_pending) {
            if (!pending->isStop && other->library == pending->library)
                limit = std::max(limit, other->limit);
        }
        const auto deadline = pending->since + limit;
        first = std::min(first, deadline);
        if (now < deadline)
            continue;
        giveUp(
            {.what = pending->isStop
                         ? MicroManager::tr(
                               "The bridge to Micro-Manager did not stop its devices within %1 ms, "
                               "and was ended.")
                               .arg(limit.count())
                         : MicroManager::tr(
                               "The bridge to Micro-Manager did not answer for %1 s (%2), and was "
                               "ended.")
                               .arg(double(limit.count()) / 1000)
                               .arg(pending->name),
             .remedy = MicroManager::tr(
                 "Devices may still be moving: look at them, and switch them off if they "
                 "are. Then run the action \u201crestart\u201d.")});
        return 0;
    }
    if (first == Clock::time_point::max())
        return -1;
    return int(std::chrono::ceil<std::chrono::milliseconds>(first - now).count());
}

// Requires the mutex.
void BridgeLink::giveUp(const Fault &fault)
{
    if (!m_loss)
        m_loss = fault;
    m_pending.clear();
    m_process.kill();
    m_changed.notify_all();
}

// Returns false at the end of the stream.
bool BridgeLink::readLines(int descriptor, QByteArray &buffer,
                           const std::function<void(const QByteArray &line)> &use)
{
    std::array<char, 65536> bytes {};
    for (;;) {
        const ssize_t got = read(descriptor, bytes.data(), bytes.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            return true;
        if (got <= 0)
            return false;
        buffer.append(bytes.data(), got);
        for (qsizetype end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n')) {
            const QByteArray line = buffer.left(end);
            buffer.remove(0, end + 1);
            use(line);
        }
        if (buffer.size() > longestLine)
            use(std::exchange(buffer, {}));
    }
}

void BridgeLink::receive(const QByteArray &line)
{
    const Json message = Json::parse(line.begin(), line.end(), nullptr, false);
    if (!message.is_object()) {
        const std::lock_guard lock(m_mutex);
        giveUp({.what = MicroManager::tr(
                    "The bridge to Micro-Manager answered with something that is no JSON, and was "
                    "ended."),
                .remedy = MicroManager::tr(
                    "Look whether \u201cprogram\u201d in the configuration is Holdfast's own "
                    "holdfast-mmcore. Then run the action \u201crestart\u201d."),
                .details = QString::fromUtf8(line.left(200))});
        return;
    }
    const auto event = message.find("event");
    if (event == message.end())
        return noteAnswer(message);
    if (*event == "busy")
        return noteAnswer(message);
    try {
        m_listener.event(message, *event == "frame" ? takePicture(message) : QByteArray());
    } catch (const std::exception &error) {
        // The bridge runs foreign code: what it says may be wrong in any way.
        m_listener.said(QString::fromUtf8(error.what()));
    }
}

void BridgeLink::noteAnswer(const Json &message)
{
    const auto id = message.find("id");
    const std::lock_guard lock(m_mutex);
    const auto found = id != message.end() && id->is_number_integer()
                           ? m_pending.find(id->get<qint64>())
                           : m_pending.end();
    if (found == m_pending.end())
        return;
    const PendingPointer pending = found->second;
    if (message.contains("event")) {
        pending->busy.push_back(message);
    } else {
        pending->answer = message;
        m_pending.erase(found);
    }
    if (!pending->isStop) {
        pending->since = Clock::now();
        // The requests behind it begin only now.
        for (const auto &[otherId, other] : m_pending) {
            if (!other->isStop && other->library == pending->library)
                other->since = Clock::now();
        }
    }
    m_changed.notify_all();
}

void BridgeLink::finish()
{
    // What has closed its output is of no use any more.
    m_process.kill();
    const QString end = m_process.waitForEnd();
    Fault fault;
    bool isWanted = false;
    {
        const std::lock_guard lock(m_mutex);
        isWanted = m_isEnding;
        if (!m_loss) {
            m_loss = {
                .what = isWanted ? MicroManager::tr("The bridge to Micro-Manager has been ended.")
                                 : MicroManager::tr("The bridge to Micro-Manager has %1.").arg(end),
                .remedy = MicroManager::tr(
                    "Devices may still be moving: look at them. Then run the action "
                    "\u201crestart\u201d. If it happens again, one of the adapters is to blame: "
                    "leave "
                    "its devices out of the configuration of Micro-Manager.")};
        }
        if (m_loss->details.isEmpty())
            m_loss->details = m_said.join(u'\n');
        fault = *m_loss;
        m_pending.clear();
    }
    m_changed.notify_all();
    if (!isWanted)
        m_listener.ended(fault);
}

} // namespace Holdfast
