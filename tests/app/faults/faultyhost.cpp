// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A library to be preloaded: gives a program a computer whose clock is set, that sleeps, or whose disk is slow, as a
// test says in the file HOLDFAST_FAULTS, which has a Faults and may be changed at any time.

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

//! \brief The faults of the computer, in ns.
struct Faults
{
    volatile std::int64_t clockIsAhead; //!< of the right time of day
    volatile std::int64_t
        hasSlept; //!< the time of day and the boot time went on meanwhile, the others did not
    volatile std::int64_t diskDelay; //!< of each write that goes through to the disk
};

constexpr std::int64_t s_second = 1'000'000'000;

const Faults &faults()
{
    static const Faults *const found = [] {
        static const Faults none {};
        const char *name = std::getenv("HOLDFAST_FAULTS");
        const int file = name ? ::open(name, O_RDONLY | O_CLOEXEC) : -1;
        if (file < 0)
            return &none;
        void *memory = ::mmap(nullptr, sizeof(Faults), PROT_READ, MAP_SHARED, file, 0);
        ::close(file);
        return memory == MAP_FAILED ? &none : static_cast<const Faults *>(memory);
    }();
    return *found;
}

int clockTime(clockid_t clock, timespec *time)
{
    const auto result = ::syscall(SYS_clock_gettime, clock, time);
    std::int64_t shift = 0;
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
        shift = faults().clockIsAhead + faults().hasSlept;
    else if (clock == CLOCK_BOOTTIME)
        shift = faults().hasSlept;
    if (result == 0 && shift != 0) {
        const std::int64_t sum = time->tv_sec * s_second + time->tv_nsec + shift;
        *time = {sum / s_second, sum % s_second};
    }
    return int(result);
}

int delayed(long call, int file)
{
    if (const std::int64_t delay = faults().diskDelay; delay > 0) {
        const timespec time {delay / s_second, delay % s_second};
        ::syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &time, nullptr);
    }
    return int(::syscall(call, file));
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    return clockTime(clock, time);
}

int gettimeofday(timeval *time, void *) noexcept
{
    timespec now {};
    const int result = clockTime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return result;
}

std::time_t time(std::time_t *result) noexcept
{
    timespec now {};
    clockTime(CLOCK_REALTIME, &now);
    if (result)
        *result = now.tv_sec;
    return now.tv_sec;
}

int fsync(int file)
{
    return delayed(SYS_fsync, file);
}

int fdatasync(int file)
{
    return delayed(SYS_fdatasync, file);
}

} // extern "C"
