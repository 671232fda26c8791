// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/plugins/plugintrial.h"

#include "core/config/plugins/pluginfile.h"
#include "core/config/thingregistry.h"

#include <QDeadlineTimer>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_patience {10};
// The first byte of the child's answer: without it, the child did not come to an answer.
constexpr char s_answered = '\n';

[[noreturn]] void answerAsChild(const PluginReport &plugin, int pipe)
{
    // The crash of a plug-in is an answer, and not worth a core file.
    ::prctl(PR_SET_DUMPABLE, 0);
    ThingRegistry unused;
    const QByteArray answer = s_answered + loadPlugin(plugin, unused).toUtf8();
    const bool isWritten = ::write(pipe, answer.constData(), std::size_t(answer.size())) > 0;
    // Nothing of the parent's is unwound or written a second time.
    ::_exit(isWritten ? 0 : 1);
}

//! Reads until the child closes its end. Returns nothing when that takes too long.
std::optional<QByteArray> readAnswer(int pipe)
{
    const QDeadlineTimer deadline(s_patience);
    QByteArray answer;
    std::array<char, 4096> part {};
    for (;;) {
        pollfd waiting {pipe, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, int(deadline.remainingTime()));
        if (ready == 0)
            return {};
        if (ready < 0 && errno != EINTR)
            return answer;
        if (ready < 0)
            continue;
        const ssize_t length = ::read(pipe, part.data(), part.size());
        if (length <= 0)
            return answer;
        answer.append(part.data(), qsizetype(length));
    }
}

QString reasonOf(const std::optional<QByteArray> &answer, int status)
{
    if (!answer)
        return QStringLiteral("It does not come back within %1 s when it is loaded.")
            .arg(s_patience.count());
    if (answer->startsWith(s_answered))
        return QString::fromUtf8(answer->sliced(1));
    if (WIFSIGNALED(status))
        return QStringLiteral("It crashes when it is loaded (signal %1, %2).")
            .arg(WTERMSIG(status))
            .arg(QString::fromLocal8Bit(::strsignal(WTERMSIG(status))));
    return QStringLiteral("It ends the program when it is loaded.");
}

} // namespace

QString tryPlugin(const PluginReport &plugin)
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return QStringLiteral("It cannot be tried: %1.").arg(qt_error_string(errno));
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        answerAsChild(plugin, ends[1]);
    }
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return QStringLiteral("It cannot be tried: %1.").arg(qt_error_string(errno));
    }
    const std::optional<QByteArray> answer = readAnswer(ends[0]);
    ::close(ends[0]);
    if (!answer)
        ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return reasonOf(answer, status);
}

} // namespace Holdfast
