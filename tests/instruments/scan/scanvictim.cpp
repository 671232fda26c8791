// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program that tst_scankill kills: it scans in a folder, and writes a line for each picture that is on the disk.
//
// Usage: scanvictim FOLDER [SCAN]      with SCAN it resumes that one

#include "tests/instruments/scan/fakescanbench.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

class Talking : public ScanListener
{
public:
    void progressed(const ScanProgress &) override { }
    void setBegun(const ScanFolder &, const ScanRecord &, const ScanResume &) override { }
    void stored(const QByteArray &, const StagePosition &) override
    {
        std::puts("stored");
        std::fflush(stdout);
    }
    void setEnded(const ScanFolder &, const ScanRecord &) override { }
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    FakeScanBench bench(arguments.value(1));
    // A picture of the usual size takes some time to write, and a move some time as well.
    bench.instruments.padding = QByteArray(300'000, 'x');
    bench.instruments.whenMoving = [](const StagePosition &) { cancellableSleep(3ms); };
    ScanJob job = FakeScanBench::job();
    job.plan.columns = 5;
    job.plan.rows = 5;
    job.plan.planes = 2;
    Talking listener;
    ScanRun run(bench.library, bench.instruments, listener, bench.control, 0);
    const QString said = FakeScanBench::messageOf([&] {
        if (arguments.size() > 2)
            run.resume(arguments[2]);
        else
            run.start(job);
    });
    if (said.isEmpty())
        return 0;
    std::fputs(qPrintable(said + QLatin1Char('\n')), stderr);
    return 1;
}
