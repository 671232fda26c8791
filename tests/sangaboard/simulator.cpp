// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/sangaboard/simulator.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace SimulatedSangaboard {

namespace {

// A pseudo-terminal does not notify that it has been opened.
constexpr std::chrono::milliseconds lookInterval {2};
constexpr std::chrono::milliseconds splitInterval {1};
constexpr auto garbage = "\x7f#~\xfe!";

[[noreturn]] void fail(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

void makeRaw(int master)
{
    // On Linux the settings of the master are those of the slave.
    termios settings {};
    if (tcgetattr(master, &settings) != 0)
        fail("tcgetattr");
    cfmakeraw(&settings);
    cfsetspeed(&settings, B115200);
    if (tcsetattr(master, TCSANOW, &settings) != 0)
        fail("tcsetattr");
}

} // namespace

Simulator::Simulator(SimulatorOptions options)
    : m_options(std::move(options))
    , m_firmware(m_options.firmware)
{
    m_wakeUp = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (m_wakeUp < 0)
        fail("eventfd");
    open();
    m_firmware.start(Clock::now()); // it was there before the program that opens it
    m_thread = std::thread([this] { work(); });
}

Simulator::~Simulator()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    wake();
    m_thread.join();
    closeMaster();
    ::close(m_wakeUp);
}

std::string Simulator::path() const
{
    const std::lock_guard lock(m_mutex);
    return m_options.link.empty() ? m_port : m_options.link;
}

Steps Simulator::position() const
{
    const std::lock_guard lock(m_mutex);
    return m_firmware.position(Clock::now());
}

bool Simulator::isMoving() const
{
    const std::lock_guard lock(m_mutex);
    return m_firmware.isMoving(Clock::now());
}

Steps Simulator::truth() const
{
    const std::lock_guard lock(m_mutex);
    Steps here = m_firmware.turned(Clock::now());
    for (std::size_t axis = 0; axis < here.size(); ++axis)
        here[axis] -= m_zero[axis];
    return here;
}

void Simulator::makeTruth(const Steps &position)
{
    const std::lock_guard lock(m_mutex);
    m_zero = m_firmware.turned(Clock::now());
    for (std::size_t axis = 0; axis < m_zero.size(); ++axis)
        m_zero[axis] -= position[axis];
}

Steps Simulator::stored() const
{
    const std::lock_guard lock(m_mutex);
    return m_firmware.stored();
}

double Simulator::led() const
{
    const std::lock_guard lock(m_mutex);
    return m_firmware.led();
}

bool Simulator::isPlugged() const
{
    const std::lock_guard lock(m_mutex);
    return m_master >= 0;
}

bool Simulator::isOpen() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOpen;
}

void Simulator::inject(const Fault &fault)
{
    const std::lock_guard lock(m_mutex);
    m_faults.push_back(fault);
}

void Simulator::injectAtRandom(const RandomFaults &faults)
{
    const std::lock_guard lock(m_mutex);
    m_random = faults;
    m_generator.seed(faults.seed);
}

int Simulator::faultsMet() const
{
    const std::lock_guard lock(m_mutex);
    return m_faultsMet;
}

void Simulator::say(const std::string &line)
{
    sendRaw(line + "\r\n");
}

void Simulator::sendRaw(const std::string &bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        queue(bytes, Clock::now());
    }
    wake();
}

void Simulator::reset()
{
    {
        const std::lock_guard lock(m_mutex);
        startBoard(Clock::now());
    }
    wake();
}

void Simulator::setSilent(bool silent)
{
    const std::lock_guard lock(m_mutex);
    m_isSilent = silent;
}

void Simulator::unplug()
{
    {
        const std::lock_guard lock(m_mutex);
        closeMaster();
    }
    wake(); // the port is only gone when the thread no longer polls it
}

void Simulator::plugIn()
{
    {
        const std::lock_guard lock(m_mutex);
        m_plugInAt = Clock::now();
    }
    wake();
}

void Simulator::setStored(const Steps &position)
{
    const std::lock_guard lock(m_mutex);
    m_firmware.setStored(position);
}

std::vector<LogEntry> Simulator::log() const
{
    const std::lock_guard lock(m_mutex);
    return m_log;
}

std::vector<std::string> Simulator::received() const
{
    std::vector<std::string> commands;
    for (const LogEntry &entry : log()) {
        if (entry.kind == LogEntry::Kind::Received)
            commands.push_back(entry.text);
    }
    return commands;
}

std::string Simulator::divergence() const
{
    const std::lock_guard lock(m_mutex);
    return m_divergence;
}

bool Simulator::waitForCommand(const std::string &command, std::chrono::milliseconds limit,
                               std::size_t skip) const
{
    std::unique_lock lock(m_mutex);
    return m_logged.wait_for(lock, limit, [&] {
        return std::any_of(m_log.begin() + std::ptrdiff_t(std::min(skip, m_log.size())),
                           m_log.end(), [&](const LogEntry &entry) {
                               return entry.kind == LogEntry::Kind::Received
                                      && entry.text.starts_with(command);
                           });
    });
}

void Simulator::open()
{
    m_master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (m_master < 0)
        fail("posix_openpt");
    std::array<char, 128> name {};
    if (grantpt(m_master) != 0 || unlockpt(m_master) != 0
        || ptsname_r(m_master, name.data(), name.size()) != 0)
        fail("unlockpt");
    makeRaw(m_master);
    m_port = name.data();
    // Without a program at the other end, only this first opening lets the system report its absence.
    const int slave = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave >= 0)
        ::close(slave);
    if (!m_options.link.empty()) {
        const std::string prepared = m_options.link + ".new";
        std::filesystem::remove(prepared);
        std::filesystem::create_symlink(m_port, prepared);
        std::filesystem::rename(prepared, m_options.link);
    }
    m_isOpen = false;
    note(LogEntry::Kind::Event, "plugged in at " + m_port, Clock::now());
}

void Simulator::closeMaster()
{
    if (m_master < 0)
        return;
    ::close(m_master);
    m_master = -1;
    m_isOpen = false;
    m_output.clear();
    m_met.clear();
    m_port.clear();
    std::error_code ignored;
    if (!m_options.link.empty())
        std::filesystem::remove(m_options.link, ignored);
    // A board without power forgets its counter.
    m_firmware.start(Clock::now());
    note(LogEntry::Kind::Event, "unplugged", Clock::now());
}

void Simulator::startBoard(Clock::time_point now)
{
    m_output.clear();
    m_met.clear();
    m_partialInput.clear();
    m_lastDue = now;
    m_firmware.start(now);
    m_bootedAt = now + m_options.bootTime;
    note(LogEntry::Kind::Event, "reset", now);
}

void Simulator::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        const Clock::time_point now = Clock::now();
        if (m_plugInAt && now >= *m_plugInAt) {
            m_plugInAt.reset();
            if (m_master < 0) {
                open();
                startBoard(now);
            }
        }
        if (m_bootedAt && now >= *m_bootedAt) {
            m_bootedAt.reset();
            const std::string banner = m_firmware.start(now);
            if (m_options.replay)
                queue(m_options.replay->greeting(), now);
            else if (!m_options.isMute)
                queue(banner + "\r\n", now);
        }
        if (m_master >= 0 && !m_bootedAt) {
            for (const Reply &reply : m_firmware.advance(now))
                send(reply, now);
            writeDue(now);
        }

        std::optional<Clock::time_point> next = m_firmware.nextEvent();
        const auto sooner = [&next](Clock::time_point time) {
            next = next ? std::min(*next, time) : time;
        };
        if (m_plugInAt)
            sooner(*m_plugInAt);
        if (m_bootedAt)
            sooner(*m_bootedAt);
        if (!m_output.empty() && m_isOpen)
            sooner(m_output.front().due);
        const int master = m_master;
        if (master >= 0 && !m_isOpen)
            sooner(Clock::now() + lookInterval);

        lock.unlock();
        std::array<pollfd, 2> watched {pollfd {m_wakeUp, POLLIN, 0},
                                       pollfd {m_isOpen ? master : -1, POLLIN, 0}};
        timespec patience {};
        if (next) {
            const auto left = std::max(Clock::duration::zero(), *next - Clock::now());
            const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
            patience.tv_sec = seconds.count();
            patience.tv_nsec = std::chrono::nanoseconds(left - seconds).count();
        }
        (void)ppoll(watched.data(), watched.size(), next ? &patience : nullptr, nullptr);
        lock.lock();

        std::uint64_t count = 0;
        (void)!::read(m_wakeUp, &count, sizeof(count));
        if (m_master >= 0 && m_master == master) {
            pollfd port {m_master, POLLIN, 0};
            (void)poll(&port, 1, 0);
            const bool isOpen = (port.revents & POLLHUP) == 0;
            if (isOpen && !m_isOpen) {
                note(LogEntry::Kind::Event, "opened", Clock::now());
                if (m_options.resetsWhenOpened)
                    startBoard(Clock::now());
            } else if (!isOpen && m_isOpen) {
                note(LogEntry::Kind::Event, "closed", Clock::now());
            }
            m_isOpen = isOpen;
            if ((port.revents & POLLIN) != 0)
                readAll(Clock::now());
        }
    }
}

void Simulator::readAll(Clock::time_point now)
{
    std::array<char, 4096> bytes {};
    for (;;) {
        const ssize_t count = ::read(m_master, bytes.data(), bytes.size());
        if (count <= 0)
            return;
        const std::string_view text(bytes.data(), std::size_t(count));
        if (m_bootedAt)
            continue; // a board that starts hears nothing
        if (m_options.replay) {
            for (const char c : text) {
                if (c != '\n') {
                    m_partialInput += c;
                    continue;
                }
                note(LogEntry::Kind::Received, m_partialInput, now);
                answerFromRecording(std::exchange(m_partialInput, {}), now);
            }
            continue;
        }
        for (const auto &command : m_firmware.receive(text, now)) {
            note(LogEntry::Kind::Received, command.second, now);
            meet(command, now);
            if (m_master < 0 || m_bootedAt)
                return;
        }
    }
}

std::optional<Fault> Simulator::faultFor(const std::string &command)
{
    for (auto fault = m_faults.begin(); fault != m_faults.end(); ++fault) {
        if (command.starts_with(fault->command)) {
            const Fault found = *fault;
            m_faults.erase(fault);
            return found;
        }
    }
    if (!m_random || m_random->kinds.empty()
        || std::uniform_real_distribution<>(0, 1)(m_generator) >= m_random->probability)
        return std::nullopt;
    Fault fault;
    fault.kind = m_random->kinds[std::uniform_int_distribution<std::size_t>(
        0, m_random->kinds.size() - 1)(m_generator)];
    fault.delay = std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(
        0, m_random->longestDelay.count())(m_generator));
    if (fault.kind == FaultKind::Unplugged)
        m_plugInAt = Clock::now() + m_random->pluggedInAfter;
    return fault;
}

void Simulator::meet(const std::pair<unsigned, std::string> &command, Clock::time_point now)
{
    if (m_isSilent) {
        m_firmware.ignore(command.first);
        return;
    }
    const std::optional<Fault> fault = faultFor(command.second);
    if (!fault)
        return;
    ++m_faultsMet;
    switch (fault->kind) {
    case FaultKind::Ignored:
        note(LogEntry::Kind::Event, "lost the command", now);
        m_firmware.ignore(command.first);
        break;
    case FaultKind::NotRecognised:
        m_firmware.misunderstand(command.first);
        break;
    case FaultKind::Reset:
        startBoard(now);
        break;
    case FaultKind::Unplugged:
        closeMaster();
        break;
    default:
        m_met[command.first] = *fault;
    }
}

void Simulator::send(const Reply &reply, Clock::time_point now)
{
    const auto latency =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::micro>(
            double(m_options.latency.count()) / m_options.firmware.timeScale));
    Clock::time_point due = now + latency;
    const std::string bytes = reply.text + "\r\n";
    const auto fault = m_met.find(reply.command);
    if (fault == m_met.end()) {
        queue(bytes, due);
        return;
    }
    switch (fault->second.kind) {
    case FaultKind::Dropped:
        note(LogEntry::Kind::Event, "dropped " + reply.text, now);
        return;
    case FaultKind::Late:
        due += fault->second.delay;
        break;
    case FaultKind::Split:
        for (const char c : bytes) {
            queue(std::string(1, c), due);
            due += splitInterval;
        }
        return;
    case FaultKind::Garbage:
        queue(std::string(garbage) + "\r\n", due);
        break;
    case FaultKind::Unsolicited:
        queue(fault->second.text + "\r\n", due);
        break;
    default:
        break;
    }
    queue(bytes, due);
}

// The bytes of a serial line keep their order, so one that is late delays those after it.
void Simulator::queue(const std::string &bytes, Clock::time_point due)
{
    m_lastDue = std::max(m_lastDue, due);
    m_output.push_back({m_lastDue, bytes});
}

void Simulator::writeDue(Clock::time_point now)
{
    // What is sent while the port is closed is lost, as is a banner.
    while (!m_output.empty() && m_output.front().due <= now) {
        const Output output = std::move(m_output.front());
        m_output.pop_front();
        if (!m_isOpen)
            continue;
        std::string text = output.bytes;
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
            text.pop_back();
        note(LogEntry::Kind::Sent, text, now);
        (void)!::write(m_master, output.bytes.data(), output.bytes.size());
    }
}

void Simulator::answerFromRecording(const std::string &command, Clock::time_point now)
{
    const auto answers = m_player.play(*m_options.replay, command);
    if (!answers) {
        if (m_divergence.empty())
            m_divergence = command;
        note(LogEntry::Kind::Event, "is not in the recording: " + command, now);
        return;
    }
    for (const Recording::Answer &answer : *answers) {
        const double delay = double(answer.delay.count()) / m_options.firmware.timeScale;
        queue(answer.bytes, now
                                + std::chrono::duration_cast<Clock::duration>(
                                    std::chrono::duration<double, std::micro>(delay)));
    }
}

void Simulator::wake() const
{
    const std::uint64_t one = 1;
    (void)!::write(m_wakeUp, &one, sizeof(one));
}

void Simulator::note(LogEntry::Kind kind, std::string text, Clock::time_point at)
{
    m_log.push_back({at, kind, std::move(text)});
    m_logged.notify_all();
}

} // namespace SimulatedSangaboard
