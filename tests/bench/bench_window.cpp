// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures whether the operator's window stalls: the longest gap between two beats of a timer in the GUI
// thread, and how often the live picture changes; idle, and while clients in other processes load the server.
// With HOLDFAST_BLAME set, each event that takes long is printed.

#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/server/server.h"
#include "core/session/station.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"
#include "tests/bench/troublethings.h"
#include "tests/bench/windowload.h"
#include "ui/live/framedecoder.h"
#include "ui/mainwindow/docklayout.h"
#include "ui/mainwindow/mainwindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDockWidget>
#include <QEventLoop>
#include <QListView>
#include <QTimer>

#include <cstdio>

namespace Holdfast {

namespace {

constexpr std::chrono::milliseconds s_beat {5};
constexpr double s_aboveIdle = 20; // ms, of the longest gap
constexpr quint64 s_atWork = 10;   // writes after which the clients count as running

//! An application that prints which events took long.
class Application : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (!isBlaming)
            return QApplication::notify(receiver, event);
        const QByteArray who = receiver->metaObject()->className();
        const int type = event->type();
        const auto start = BenchClock::now();
        const bool result = QApplication::notify(receiver, event);
        const double took = in<std::chrono::milliseconds>(BenchClock::now() - start);
        if (took > 10)
            std::fprintf(stderr, "%s, event %d: %.1f ms\n", who.constData(), type, took);
        return result;
    }

    bool isBlaming = false;
};

//! What was measured in the GUI thread during a stretch of time.
struct Stretch
{
    double longest = 0;         //!< ms between two beats
    Samples gaps {};            //!< all of them
    double pictureInterval = 0; //!< ms, in the mean
};

//! Simulates an operator, who moves the stage, opens the panel of a slow Thing, and switches between the tabs.
class Operator : public QObject
{
public:
    explicit Operator(MainWindow &window)
    {
        auto *things = window.findChild<QListView *>(QStringLiteral("thingsList"));
        things->setCurrentIndex(things->model()->index(2, 0));
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, &window, [&window, this] {
            m_isRight = !m_isRight;
            window
                .findChild<QAbstractButton *>(m_isRight ? QStringLiteral("moveRightButton")
                                                        : QStringLiteral("moveLeftButton"))
                ->click();
        });
        timer->start(std::chrono::milliseconds {300});
        auto *turning = new QTimer(this);
        connect(turning, &QTimer::timeout, &window, [&window, this] {
            static const QStringList docks {QStringLiteral("timelineDock"),
                                            QStringLiteral("invocationsDock"),
                                            QStringLiteral("picturesDock")};
            DockLayout::bringUp(window.findChild<QDockWidget *>(docks[m_dock++ % docks.size()]));
        });
        turning->start(std::chrono::milliseconds {700});
    }

private:
    bool m_isRight = false;
    qsizetype m_dock = 0;
};

Stretch watch(const MainWindow &window, std::chrono::milliseconds duration)
{
    Stretch stretch;
    int pictures = 0;
    QEventLoop loop; // the benchmark's main loop; it is not nested
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    auto last = BenchClock::now();
    const auto start = last;
    QObject::connect(&beat, &QTimer::timeout, &loop, [&] {
        const auto now = BenchClock::now();
        const double gap = in<std::chrono::milliseconds>(now - last);
        last = now;
        stretch.gaps.add(gap);
        stretch.longest = std::max(stretch.longest, gap);
        if (now - start >= duration)
            loop.quit();
    });
    QObject::connect(window.findChild<FrameDecoder *>(), &FrameDecoder::decoded, &loop,
                     [&pictures] { ++pictures; });
    beat.start(s_beat);
    loop.exec();
    stretch.pictureInterval =
        in<std::chrono::milliseconds>(BenchClock::now() - start) / std::max(1, pictures);
    return stretch;
}

void join(Stretch &all, const Stretch &one, int rounds)
{
    all.longest = std::max(all.longest, one.longest);
    all.gaps.add(one.gaps);
    all.pictureInterval += one.pictureInterval / rounds;
}

std::vector<ThingSpec> things()
{
    return {{QStringLiteral("stage"), [] { return std::make_unique<SimulatedStage>(); }},
            {QStringLiteral("camera"), [] { return std::make_unique<SimulatedCamera>(); }},
            {QStringLiteral("trouble"), [] { return std::make_unique<TroubleThing>(); }}};
}

void measure(Report &report)
{
    StationOptions options;
    options.lockAsThing = true;
    options.journal = JournalOptions::inMemory();
    Station station(options, things());
    if (!station.start())
        return report.wrong(QStringLiteral("the Things do not start"));
    Server server(station);
    ServerOptions serving;
    serving.port = 0;
    const Result<QUrl> url = server.start(serving);
    if (!url)
        return report.wrong(url.error().message());
    MainWindow window(
        Session(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}}));
    window.show();
    const Operator person(window);
    const Session client(station, Principal::client(QStringLiteral("trouble"), {}));
    for (const char *action : {"hang", "fidget"}) {
        if (!client.invoke(QStringLiteral("trouble"), QLatin1StringView(action), Json::object()))
            return report.wrong(QStringLiteral("an action does not begin"));
    }
    // Waits until the window is complete.
    (void)watch(window, std::chrono::milliseconds {report.times(3000, 200)});

    const auto written = [lock = station.lock(), begun = station.lock()->status().generation] {
        return lock->status().generation - begun;
    };
    const int rounds = report.times(3, 1);
    const std::chrono::milliseconds length {report.times(8000, 300)};
    Stretch idle;
    Stretch loaded;
    for (int round = 0; round < rounds; ++round) {
        join(idle, watch(window, length), rounds);
        const WindowLoad load(*url);
        // Waits until the clients are running, which takes long on a busy machine.
        const QDeadlineTimer limit(std::chrono::minutes {1});
        do {
            (void)watch(window, std::chrono::milliseconds {report.times(1000, 50)});
        } while (written() < s_atWork && !limit.hasExpired());
        join(loaded, watch(window, length), rounds);
        if (const QString problem = load.problem(); !problem.isEmpty())
            report.wrong(problem);
    }
    if (written() < (report.isQuick() ? s_atWork : 1000))
        report.wrong(QStringLiteral("the clients have written almost nothing"));
    const QString ms = QStringLiteral("ms");
    report.add({.name = QStringLiteral("window, longest gap between turns"),
                .value = loaded.longest,
                .unit = ms,
                .baseline = idle.longest,
                .goal = idle.longest + s_aboveIdle});
    report.add({.name = QStringLiteral("window, p99 of gaps between turns"),
                .value = loaded.gaps.p99(),
                .unit = ms,
                .baseline = idle.gaps.p99()});
    report.add({.name = QStringLiteral("window, between two live pictures"),
                .value = loaded.pictureInterval,
                .unit = ms,
                .baseline = idle.pictureInterval,
                .goal = idle.pictureInterval / 0.9});
    window.close();
    (void)server.shutdown();
    // An action hangs until its Thing is closed.
    (void)station.shutdown(std::chrono::milliseconds {report.times(3000, 500)});
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    Application application(argc, argv);
    Report report(argc, argv);
    application.isBlaming = qEnvironmentVariableIsSet("HOLDFAST_BLAME");
    measure(report);
    return report.finish();
}
