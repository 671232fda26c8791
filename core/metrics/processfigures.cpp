// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/processfigures.h"

#include "core/metrics/snapshot.h"

#include <algorithm>
#include <dirent.h>
#include <fstream>
#include <limits>
#include <memory>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace Holdfast {

namespace {

// Returns when the process began, as the system records it: in ticks after the computer started.
double startTime()
{
    std::ifstream file("/proc/self/stat");
    std::string stat;
    std::getline(file, stat);
    // The program's name is in parentheses, and may itself contain parentheses.
    std::istringstream fields(stat.substr(std::min(stat.rfind(')'), stat.size() - 1) + 1));
    std::string skipped;
    for (int field = 3; field < 22; ++field)
        fields >> skipped;
    double ticks = 0;
    fields >> ticks;
    std::ifstream system("/proc/stat");
    std::string key;
    double booted = 0;
    while (system >> key && key != "btime")
        system.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    system >> booted;
    return booted > 0 && ticks > 0 ? booted + ticks / double(sysconf(_SC_CLK_TCK)) : 0;
}

double residentBytes()
{
    std::ifstream file("/proc/self/statm");
    double all = 0;
    double resident = 0;
    file >> all >> resident;
    return resident * double(sysconf(_SC_PAGESIZE));
}

double cpuSeconds()
{
    rusage used {};
    if (getrusage(RUSAGE_SELF, &used) != 0)
        return 0;
    return double(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
           + double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

int openFiles()
{
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(opendir("/proc/self/fd"), &closedir);
    if (!folder)
        return 0;
    int count = -3; // ".", ".." and the folder itself
    while (readdir(folder.get()) != nullptr)
        ++count;
    return count;
}

double mostFiles()
{
    rlimit limit {};
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? double(limit.rlim_cur) : 0;
}

} // namespace

ProcessFigures::ProcessFigures()
    : m_started(startTime())
{
}

std::vector<prometheus::MetricFamily> ProcessFigures::collect() const
{
    std::vector<prometheus::MetricFamily> families;
    const auto add = [&families](const char *name, const char *help, double value,
                                 prometheus::MetricType type = prometheus::MetricType::Gauge) {
        if (value > 0)
            families.push_back(Snapshot(name, help, type).add(value).take());
    };
    add("process_resident_memory_bytes", "Memory of this process that is in RAM.", residentBytes());
    add("process_cpu_seconds_total", "Processor time that this process has used.", cpuSeconds(),
        prometheus::MetricType::Counter);
    add("process_start_time_seconds", "When this process began, in seconds since 1970 (UTC).",
        m_started);
    add("process_open_fds", "Files, sockets and devices that this process has open.", openFiles());
    add("process_max_fds", "How many files, sockets and devices this process may open.",
        mostFiles());
    return families;
}

} // namespace Holdfast
