// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

//! sangaboard-simulator: a Sangaboard to start by hand, at a pseudo-terminal.

#include "tests/sangaboard/simulator.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sstream>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace SimulatedSangaboard;

namespace {

constexpr auto s_commands = R"(Commands on the standard input, one a line:
  late MS [COMMAND]        the reply to the next command, or to the next one that begins with COMMAND, comes late
  drop [COMMAND]           its reply does not arrive
  ignore [COMMAND]         it does not arrive
  split [COMMAND]          its reply arrives byte by byte
  garbage [COMMAND]        a line of garbage arrives before its reply
  unknown [COMMAND]        the board does not know it
  say TEXT                 the board sends a line
  silent | loud            the board answers nothing, or everything again
  reset                    the board restarts
  unplug | plug            the cable is pulled, or plugged in again
  stored X Y Z             changes the position in its memory
  position                 prints the position and whether it moves
  log                      prints what has gone over the wire
  quit                     ends the simulator; so does the end of the input with --until-eof)";

struct Refused
{
    QString why;
};

double number(const QCommandLineParser &parser, const QString &option)
{
    bool ok = false;
    const double value = parser.value(option).toDouble(&ok);
    if (!ok || value < 0)
        throw Refused {QStringLiteral("--%1 takes a number from 0, and not \"%2\".")
                           .arg(option, parser.value(option))};
    return value;
}

template<typename T>
T choice(const QCommandLineParser &parser, const QString &option,
         const std::vector<std::pair<const char *, T>> &choices)
{
    QStringList words;
    for (const auto &each : choices) {
        words << QString::fromUtf8(each.first);
        if (parser.value(option) == words.last())
            return each.second;
    }
    throw Refused {QStringLiteral("--%1 is one of %2, and not \"%3\".")
                       .arg(option, words.join(QStringLiteral(", ")), parser.value(option))};
}

Steps steps(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char(','));
    Steps found {};
    bool ok = parts.size() == 3;
    for (qsizetype i = 0; ok && i < 3; ++i)
        found[std::size_t(i)] = parts[i].toInt(&ok);
    if (!ok)
        throw Refused {
            QStringLiteral("--position is three whole numbers such as 100,-20,0, and not \"%1\".")
                .arg(text)};
    return found;
}

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&parser](const char *name, const char *text, const char *value = "",
                               const char *usual = "") {
        parser.addOption({QString::fromUtf8(name), QString::fromUtf8(text),
                          QString::fromUtf8(value), QString::fromUtf8(usual)});
    };
    parser.setApplicationDescription(QStringLiteral("A Sangaboard that exists only in the program. "
                                                    "Prints the path of its serial port.\n\n%1")
                                         .arg(QString::fromUtf8(s_commands)));
    add("profile", "The firmware: v0.4 or v1.0.4.", "firmware", "v1.0.4");
    add("time-scale", "How many times faster than a real board it moves.", "factor", "1");
    add("spelling",
        "How list_modules and ramp_time are answered: plain, or colon, as PyPI's sangaboard wants.",
        "spelling", "plain");
    add("move-reply", "The reply at the end of a move that blocks: usual, done, done. or stopped.",
        "reply", "usual");
    add("position", "The position in its memory.", "x,y,z", "0,0,0");
    add("link", "A symbolic link to the port, which stays when the board is plugged in again.",
        "file");
    add("resets-when-opened",
        "The board restarts when the port is opened, as an Arduino Nano does.");
    add("boot-time", "Milliseconds from a restart to the banner.", "ms", "100");
    add("without-leds", "The board has no LED.");
    add("replay", "Answers as in a serial log of Holdfast.", "file");
    add("random-faults", "The probability of a fault, from 0 to 1, with each command.", "p", "0");
    add("seed", "Of the random faults.", "number", "1");
    add("until-eof", "Ends with the standard input.");
    parser.addHelpOption();
}

SimulatorOptions options(const QCommandLineParser &parser)
{
    SimulatorOptions options;
    options.firmware.profile = choice<Profile>(
        parser, QStringLiteral("profile"), {{"v0.4", Profile::V0_4}, {"v1.0.4", Profile::V1_0_4}});
    options.firmware.spelling =
        choice<Spelling>(parser, QStringLiteral("spelling"),
                         {{"plain", Spelling::Plain}, {"colon", Spelling::Colon}});
    options.firmware.moveReply = choice<MoveReply>(parser, QStringLiteral("move-reply"),
                                                   {{"usual", MoveReply::Usual},
                                                    {"done", MoveReply::Done},
                                                    {"done.", MoveReply::DoneWithFullStop},
                                                    {"stopped", MoveReply::Stopped}});
    options.firmware.timeScale = number(parser, QStringLiteral("time-scale"));
    if (options.firmware.timeScale <= 0)
        throw Refused {QStringLiteral("--time-scale must be above 0.")};
    options.firmware.stored = steps(parser.value(QStringLiteral("position")));
    options.firmware.hasLeds = !parser.isSet(QStringLiteral("without-leds"));
    options.link = parser.value(QStringLiteral("link")).toStdString();
    options.resetsWhenOpened = parser.isSet(QStringLiteral("resets-when-opened"));
    options.bootTime =
        std::chrono::milliseconds(std::int64_t(number(parser, QStringLiteral("boot-time"))));
    if (parser.isSet(QStringLiteral("replay")))
        options.replay = Recording::read(parser.value(QStringLiteral("replay")).toStdString());
    return options;
}

void printLog(const Simulator &board)
{
    const auto entries = board.log();
    for (const LogEntry &entry : entries) {
        const char sign = entry.kind == LogEntry::Kind::Received ? '>'
                          : entry.kind == LogEntry::Kind::Sent   ? '<'
                                                                 : '=';
        std::printf("%.6f %c %s\n",
                    std::chrono::duration<double>(entry.at.time_since_epoch()).count(), sign,
                    entry.text.c_str());
    }
}

// Returns false for "quit".
bool obey(Simulator &board, const std::string &line)
{
    std::istringstream words(line);
    std::string verb;
    words >> verb;
    Fault fault;
    const auto inject = [&](FaultKind kind) {
        fault.kind = kind;
        words >> fault.command;
        board.inject(fault);
    };
    if (verb.empty())
        return true;
    if (verb == "quit")
        return false;
    if (verb == "late") {
        std::int64_t milliseconds = 0;
        words >> milliseconds;
        fault.delay = std::chrono::milliseconds(milliseconds);
        inject(FaultKind::Late);
    } else if (verb == "drop") {
        inject(FaultKind::Dropped);
    } else if (verb == "ignore") {
        inject(FaultKind::Ignored);
    } else if (verb == "split") {
        inject(FaultKind::Split);
    } else if (verb == "garbage") {
        inject(FaultKind::Garbage);
    } else if (verb == "unknown") {
        inject(FaultKind::NotRecognised);
    } else if (verb == "say") {
        board.say(line.size() > 4 ? line.substr(4) : std::string());
    } else if (verb == "silent" || verb == "loud") {
        board.setSilent(verb == "silent");
    } else if (verb == "reset") {
        board.reset();
    } else if (verb == "unplug") {
        board.unplug();
    } else if (verb == "plug") {
        board.plugIn();
    } else if (verb == "stored") {
        Steps position {};
        words >> position[0] >> position[1] >> position[2];
        board.setStored(position);
    } else if (verb == "position") {
        const Steps here = board.position();
        std::printf("%d %d %d %s\n", here[0], here[1], here[2],
                    board.isMoving() ? "moving" : "still");
    } else if (verb == "log") {
        printLog(board);
    } else {
        std::printf("\"%s\" is no command; --help lists them.\n", verb.c_str());
    }
    std::fflush(stdout);
    return true;
}

// Serves until the standard input says "quit", or a signal comes.
void serve(Simulator &board, bool endsWithInput, int signalsDescriptor)
{
    std::string text;
    bool hasInput = true;
    for (;;) {
        std::array<pollfd, 2> watched {pollfd {hasInput ? STDIN_FILENO : -1, POLLIN, 0},
                                       pollfd {signalsDescriptor, POLLIN, 0}};
        if (poll(watched.data(), watched.size(), -1) < 0)
            continue;
        if (watched[1].revents != 0)
            return;
        std::array<char, 512> bytes {};
        const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (count <= 0) {
            if (endsWithInput)
                return;
            hasInput = false;
            continue;
        }
        text.append(bytes.data(), std::size_t(count));
        for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
            const std::string line = text.substr(0, end);
            text.erase(0, end + 1);
            if (!obey(board, line))
                return;
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    // Before there is another thread: each inherits what is blocked.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    const int signalsDescriptor = signalfd(-1, &ending, SFD_CLOEXEC);

    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("sangaboard-simulator"));
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    try {
        Simulator board(options(parser));
        const double probability = number(parser, QStringLiteral("random-faults"));
        if (probability > 0) {
            board.injectAtRandom(
                {.probability = probability,
                 .seed = std::uint32_t(number(parser, QStringLiteral("seed"))),
                 .kinds = {FaultKind::Late, FaultKind::Dropped, FaultKind::Ignored,
                           FaultKind::Split, FaultKind::Garbage, FaultKind::Unsolicited,
                           FaultKind::NotRecognised, FaultKind::Reset},
                 .longestDelay = std::chrono::milliseconds(3000)});
        }
        std::printf("%s\n", board.path().c_str());
        std::fflush(stdout);
        serve(board, parser.isSet(QStringLiteral("until-eof")), signalsDescriptor);
        if (!board.divergence().empty())
            std::fprintf(stderr, "The recording does not go on with: %s\n",
                         board.divergence().c_str());
    } catch (const Refused &refused) {
        std::fprintf(stderr, "%s\n", qPrintable(refused.why));
        return 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
