// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/stitch/stitchprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

constexpr int longestKeptLine = 500; // bytes
constexpr int lowPriority = 10;

//! \brief A line of the program, by its begin, and how far the program has come then.
struct Milestone
{
    const char *begin;
    double percent;
};

// Those of openflexure-stitching 0.3.1. It says nothing in the long steps between them.
constexpr std::array milestones {
    Milestone {"Finding a list of all overlapping images", 2},
    Milestone {"Starting correlation of overlapping image pairs", 5},
    Milestone {"Correlation complete", 50},
    Milestone {"Plotting the inputs to stitching", 52},
    Milestone {"Finding the optimal threshold", 55},
    Milestone {"After filtering and resampling", 57},
    Milestone {"The input camera stage mapping matrix", 75},
    Milestone {"Final image will be exported with size", 78},
    Milestone {"Based on remaining RAM", 80},
    Milestone {"Exporting stitched image", 82},
};

//! Returns how far the program has come by \a line; nothing when the line does not tell.
std::optional<double> percentOf(const QString &line)
{
    // Between the thresholds and the positions it counts.
    constexpr double searching = 57;
    constexpr double found = 75;
    static const QRegularExpression counted(
        QStringLiteral("^Still finding suitable thresholds, done (\\d+) out of (\\d+)"));
    if (const auto match = counted.match(line); match.hasMatch()) {
        const double part =
            match.captured(1).toDouble() / std::max(1.0, match.captured(2).toDouble());
        return searching + (found - searching) * std::clamp(part, 0.0, 1.0);
    }
    for (const Milestone &milestone : milestones) {
        if (line.startsWith(QLatin1String(milestone.begin)))
            return milestone.percent;
    }
    return {};
}

Error stitchFailure(const QString &message)
{
    return {Error::Kind::Failed, QStringLiteral("StitchError"), message};
}

//! Returns what is wrong with \a request; an empty text when nothing is.
QString problemOf(const StitchRequest &request)
{
    if (!(request.overlap > 0 && request.overlap < 1))
        return StitchProcess::tr("The overlap is %1; it must be between 0 and 1.")
            .arg(request.overlap);
    if (!(request.resize > 0 && request.resize <= 1))
        return StitchProcess::tr(
                   "The scale for comparing tiles is %1; it must be above 0 and at most 1.")
            .arg(request.resize);
    if (!QFileInfo(request.folder).isDir())
        return StitchProcess::tr("There is no folder %1 with tiles to stitch.").arg(request.folder);
    return {};
}

QStringList argumentsOf(const StitchRequest &request)
{
    // OpenFlexure leaves a tenth of the overlap for the inaccuracy of the stage.
    const double leastOverlap = std::max(0.01, 0.9 * request.overlap);
    QStringList arguments {
        QStringLiteral("--stitching_mode"),
        request.mode == StitchRequest::Mode::All ? QStringLiteral("all")
                                                 : QStringLiteral("preview_stitch"),
        QStringLiteral("--minimum_overlap"),
        QString::number(leastOverlap, 'f', 2),
        QStringLiteral("--resize"),
        QString::number(request.resize),
    };
    if (request.mode == StitchRequest::Mode::All)
        arguments << QStringLiteral("--stitch_dzi");
    if (request.isTiffWanted)
        arguments << QStringLiteral("--stitch_tiff");
    return arguments << QFileInfo(request.folder).absoluteFilePath();
}

//! Runs in the child, between fork and exec.
void prepareChild()
{
    ::setpgid(0, 0);
    ::setpriority(PRIO_PROCESS, 0, lowPriority); // a scan or a live view may go on beside it
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr); // or it might not hear that it is to end
}

} // namespace

StitchProcess::StitchProcess(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier(prepareChild);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { sendToGroup(SIGKILL); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &StitchProcess::read);
    connect(&m_process, &QProcess::finished, this, &StitchProcess::finish);
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(stitchFailure(tr("%1 could not be started: %2.")
                                      .arg(m_process.program(), m_process.errorString())));
        },
        Qt::QueuedConnection);
}

StitchProcess::~StitchProcess()
{
    if (!isRunning())
        return;
    // A killed process ends at once, unless a disk does not answer.
    constexpr int limit = 1000; // milliseconds
    m_process.disconnect(this);
    sendToGroup(SIGKILL);
    m_process.waitForFinished(limit);
    end(Error(Error::Kind::Cancelled, QStringLiteral("StitchCancelled"),
              tr("Stitching has ended, because Holdfast ends.")));
}

QString StitchProcess::findProgram(const QString &program)
{
    if (!program.contains(u'/'))
        return QStandardPaths::findExecutable(program);
    const QFileInfo file(program);
    return file.isFile() && file.isExecutable() ? file.absoluteFilePath() : QString();
}

QString StitchProcess::howToInstall(const QString &program)
{
    return tr("There is no program %1, so the tiles were not stitched; they are kept. To install "
              "it in an "
              "environment of its own: \"python3 -m venv stitching\", then \"stitching/bin/pip "
              "install "
              "openflexure-stitching[libvips]\". Then give the path of "
              "stitching/bin/openflexure-stitch as the option "
              "stitcher, or put that folder into the PATH of Holdfast.")
        .arg(program);
}

void StitchProcess::start(const StitchRequest &request)
{
    const QString program = findProgram(request.program);
    QString problem = problemOf(request);
    if (problem.isEmpty() && program.isEmpty())
        problem = howToInstall(request.program);
    if (!problem.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, problem] { end(stitchFailure(problem)); }, Qt::QueuedConnection);
        return;
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // So that its lines come when they are written, also those that it does not flush.
    environment.insert(QStringLiteral("PYTHONUNBUFFERED"), QStringLiteral("1"));
    // It draws diagrams into files, and must not look for a display.
    environment.insert(QStringLiteral("MPLBACKEND"), QStringLiteral("Agg"));
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(request.folder);
    m_process.start(program, argumentsOf(request), QIODevice::ReadOnly);
    m_group = m_process.processId();
    // The child does so itself; whichever process is first, it is done before a signal can be sent.
    if (m_group > 0)
        ::setpgid(pid_t(m_group), pid_t(m_group));
}

void StitchProcess::cancel()
{
    if (!isRunning() || m_isCancelled)
        return;
    m_isCancelled = true;
    sendToGroup(SIGTERM);
    m_patience.start();
}

void StitchProcess::sendToGroup(int signal) const
{
    if (m_group > 0)
        ::kill(-pid_t(m_group), signal);
}

void StitchProcess::read()
{
    m_unfinished += m_process.readAllStandardOutput();
    // A carriage return ends a line that the program writes anew.
    for (qsizetype begin = 0;;) {
        const auto end = std::find_if(m_unfinished.cbegin() + begin, m_unfinished.cend(),
                                      [](char c) { return c == '\n' || c == '\r'; });
        if (end == m_unfinished.cend()) {
            m_unfinished.remove(0, begin);
            break;
        }
        const qsizetype length = end - m_unfinished.cbegin() - begin;
        readLine(m_unfinished.mid(begin, length));
        begin += length + 1;
    }
    // The end of a line without an end is forgotten, or a program that runs wild would fill the memory.
    m_unfinished.truncate(longestKeptLine);
}

void StitchProcess::readLine(const QByteArray &line)
{
    const QString text = QString::fromUtf8(line.left(longestKeptLine)).trimmed();
    if (text.isEmpty())
        return;
    m_lastLines << text;
    if (m_lastLines.size() > linesTold)
        m_lastLines.removeFirst();
    if (const auto percent = percentOf(text); percent && *percent >= m_percent) {
        m_percent = *percent;
        Q_EMIT progressed(m_percent, text);
    }
}

void StitchProcess::finish(int code, QProcess::ExitStatus status)
{
    read();
    readLine(m_unfinished);
    m_patience.stop();
    // What the program has started must not go on without it. As long as one of them lives, no other process has the
    // number of their group.
    sendToGroup(SIGKILL);
    m_group = 0;
    if (m_isCancelled) {
        end(Error(Error::Kind::Cancelled, QStringLiteral("StitchCancelled"),
                  tr("Stitching was cancelled.")));
        return;
    }
    if (status == QProcess::NormalExit && code == 0) {
        Q_EMIT progressed(100, m_lastLines.isEmpty() ? QString() : m_lastLines.last());
        end({});
        return;
    }
    const QString how = status == QProcess::NormalExit ? tr("with the exit code %1").arg(code)
                                                       : tr("by the signal %1").arg(code);
    const QString lines =
        m_lastLines.isEmpty()
            ? tr("It has written nothing.")
            : tr("Its last lines: %1").arg(m_lastLines.join(QStringLiteral(" | ")));
    end(stitchFailure(
        tr("openflexure-stitch has failed: it ended %1. The tiles are kept. %2").arg(how, lines)));
}

void StitchProcess::end(const std::optional<Error> &error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    Q_EMIT ended(error);
}

} // namespace Holdfast
