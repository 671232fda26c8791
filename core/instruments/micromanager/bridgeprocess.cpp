// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/bridgeprocess.h"

#include "core/instruments/micromanager/micromanager.h"
#include "core/thing/thingerror.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

// The descriptor that the program expects.
constexpr int memoryOfTheProgram = 3;
// Above those that the program gets, so that none of them is replaced before it is copied.
constexpr int lowestDescriptor = 10;

[[noreturn]] void fail(int error)
{
    throw ThingError(QStringLiteral("BridgeError"), QString::fromLocal8Bit(strerror(error)));
}

int moved(int descriptor)
{
    const int higher = fcntl(descriptor, F_DUPFD_CLOEXEC, lowestDescriptor);
    const int error = errno;
    close(descriptor);
    if (higher < 0)
        fail(error);
    return higher;
}

//! \brief Two connected ends: ours does not block.
struct Connection
{
    Connection()
    {
        // A socket, because writing to a pipe that nothing reads would be a signal.
        std::array<int, 2> ends {};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            fail(errno);
        theirs = ends[1];
        ours = moved(ends[0]);
        theirs = moved(ends[1]);
        fcntl(ours, F_SETFL, O_NONBLOCK);
    }
    ~Connection()
    {
        close(theirs);
        if (ours >= 0)
            close(ours);
    }
    Q_DISABLE_COPY_MOVE(Connection)

    int take() { return std::exchange(ours, -1); }

    int ours = -1;
    int theirs = -1;
};

QString endOf(int status)
{
    if (WIFSIGNALED(status)) {
        return MicroManager::tr("crashed (%1)")
            .arg(QString::fromLocal8Bit(strsignal(WTERMSIG(status))));
    }
    return MicroManager::tr("ended with the exit code %1").arg(WEXITSTATUS(status));
}

} // namespace

BridgeProcess::BridgeProcess(const QString &program)
{
    Connection input;
    Connection output;
    Connection errors;
    m_memory = memfd_create("holdfast-mmcore", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (m_memory < 0)
        fail(errno);
    m_memory = moved(m_memory);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.theirs, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.theirs, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors.theirs, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions, m_memory, memoryOfTheProgram);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
                                              | POSIX_SPAWN_SETPGROUP);
    QByteArray path = QFile::encodeName(program);
    std::array<char *, 2> arguments {path.data(), nullptr};
    const int error =
        posix_spawn(&m_pid, path.constData(), &actions, &attributes, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) {
        m_pid = -1;
        closeAll();
        fail(error);
    }
    m_input = input.take();
    m_output = output.take();
    m_errors = errors.take();
}

BridgeProcess::~BridgeProcess()
{
    kill();
    waitForEnd();
    closeAll();
}

void BridgeProcess::closeAll()
{
    for (int *descriptor : {&m_input, &m_output, &m_errors, &m_memory}) {
        if (*descriptor >= 0)
            close(std::exchange(*descriptor, -1));
    }
}

qint64 BridgeProcess::write(const QByteArray &bytes) const
{
    const ssize_t sent =
        send(m_input, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0)
        return sent;
    return errno == EAGAIN || errno == EINTR ? 0 : -1;
}

void BridgeProcess::closeInput() const
{
    shutdown(m_input, SHUT_WR);
}

QByteArray BridgeProcess::picture(qint64 offset, qint64 size) const
{
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    // Reading a mapping of it would end this process, if the bridge made the file shorter.
    for (qint64 done = 0; done < size;) {
        const ssize_t got =
            pread(m_memory, bytes.data() + done, size_t(size - done), offset + done);
        if (got <= 0)
            throw ThingError(QStringLiteral("BridgeError"),
                             MicroManager::tr("A picture is missing."));
        done += got;
    }
    return bytes;
}

void BridgeProcess::kill() const
{
    const std::lock_guard lock(m_mutex);
    if (m_pid > 0 && m_end.isEmpty())
        ::kill(m_pid, SIGKILL);
}

QString BridgeProcess::waitForEnd()
{
    if (m_pid <= 0)
        return {};
    siginfo_t info {};
    // The process stays a zombie until the mutex is held: another thread may be about to kill it by its number.
    while (waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) { }
    const std::lock_guard lock(m_mutex);
    if (m_end.isEmpty()) {
        int status = 0;
        waitpid(m_pid, &status, 0);
        m_end = endOf(status);
    }
    return m_end;
}

} // namespace Holdfast
