// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/lab/etcd/etcdcluster.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>

namespace Holdfast {

namespace {

constexpr int s_patience = 60'000; // milliseconds

QString memoryFolder()
{
    const QString shared = QStringLiteral("/dev/shm");
    const bool isUsable = QFileInfo(shared).isWritable();
    return (isUsable ? shared : QDir::tempPath()) + QStringLiteral("/holdfast-etcd-XXXXXX");
}

QList<int> freePorts(int count)
{
    std::vector<std::unique_ptr<QTcpServer>> servers;
    QList<int> ports;
    for (int i = 0; i < count; ++i) {
        servers.push_back(std::make_unique<QTcpServer>());
        if (!servers.back()->listen(QHostAddress::LocalHost))
            qFatal("There is no port for etcd.");
        ports.append(servers.back()->serverPort());
    }
    return ports;
}

} // namespace

QString EtcdCluster::absence()
{
    for (const char *program : {"etcd", "etcdctl"}) {
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            return QStringLiteral(
                       "There is no %1 here (on Debian: the packages etcd-server and etcd-client).")
                .arg(QLatin1String(program));
    }
    return {};
}

bool EtcdCluster::isRequired()
{
    return qEnvironmentVariableIntValue("HOLDFAST_REQUIRE_INTEROP") == 1;
}

EtcdCluster::EtcdCluster(int count, const QStringList &arguments, const QString &scheme)
    : m_folder(memoryFolder())
    , m_arguments(arguments)
    , m_scheme(scheme)
{
    const QList<int> ports = freePorts(2 * count);
    QStringList members;
    for (int i = 0; i < count; ++i) {
        Node node {QStringLiteral("n%1").arg(i), ports[2 * i], ports[2 * i + 1], nullptr};
        members << QStringLiteral("%1=http://127.0.0.1:%2").arg(node.name).arg(node.peerPort);
        m_endpoints << QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(node.clientPort));
        m_nodes.push_back(std::move(node));
    }
    m_members = members.join(u',');
    for (Node &node : m_nodes)
        start(node, true);
}

EtcdCluster::~EtcdCluster()
{
    for (Node &node : m_nodes)
        node.process->kill();
    for (Node &node : m_nodes)
        node.process->waitForFinished(s_patience);
}

QString EtcdCluster::folder(int node) const
{
    return m_folder.filePath(m_nodes[static_cast<size_t>(node)].name);
}

void EtcdCluster::start(Node &node, bool isNew)
{
    const QString client = QStringLiteral("%1://127.0.0.1:%2").arg(m_scheme).arg(node.clientPort);
    const QString peer = QStringLiteral("http://127.0.0.1:%1").arg(node.peerPort);
    const QStringList options {
        QStringLiteral("--name"),
        node.name,
        QStringLiteral("--data-dir"),
        m_folder.filePath(node.name),
        QStringLiteral("--listen-client-urls"),
        client,
        QStringLiteral("--advertise-client-urls"),
        client,
        QStringLiteral("--listen-peer-urls"),
        peer,
        QStringLiteral("--initial-advertise-peer-urls"),
        peer,
        QStringLiteral("--initial-cluster"),
        m_members,
        QStringLiteral("--initial-cluster-state"),
        isNew ? QStringLiteral("new") : QStringLiteral("existing"),
        QStringLiteral("--pre-vote"), // as the pages say
    };
    node.process = std::make_unique<QProcess>();
    node.process->setProcessChannelMode(QProcess::MergedChannels);
    node.process->setStandardOutputFile(m_folder.filePath(node.name + QStringLiteral(".log")),
                                        QIODevice::Append);
    // It must not outlive a test that is killed.
    node.process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    node.process->start(QStringLiteral("etcd"), options + m_arguments);
    if (!node.process->waitForStarted(s_patience))
        qFatal("etcd cannot be started: %s", qPrintable(node.process->errorString()));
}

void EtcdCluster::kill(int node)
{
    QProcess &process = *m_nodes[static_cast<size_t>(node)].process;
    process.kill();
    process.waitForFinished(s_patience);
}

void EtcdCluster::restart(int node)
{
    start(m_nodes[static_cast<size_t>(node)], false);
}

void EtcdCluster::freeze(int node)
{
    ::kill(static_cast<pid_t>(m_nodes[static_cast<size_t>(node)].process->processId()), SIGSTOP);
}

void EtcdCluster::thaw(int node)
{
    ::kill(static_cast<pid_t>(m_nodes[static_cast<size_t>(node)].process->processId()), SIGCONT);
}

QStringList EtcdCluster::controlOptions(int node) const
{
    QStringList options {QStringLiteral("--endpoints"), m_endpoints[node].toString(),
                         QStringLiteral("--command-timeout=5s")};
    if (m_scheme == QStringLiteral("https"))
        options << QStringLiteral("--insecure-transport=false")
                << QStringLiteral("--insecure-skip-tls-verify");
    return options;
}

std::optional<QString> EtcdCluster::controlNode(int node, const QStringList &arguments) const
{
    QProcess process;
    process.start(QStringLiteral("etcdctl"), controlOptions(node) + arguments);
    if (!process.waitForFinished(s_patience) || process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

int EtcdCluster::leader() const
{
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        const auto status = controlNode(i, {QStringLiteral("endpoint"), QStringLiteral("status")});
        // endpoint, id, version, size, leader, ...
        if (status && status->split(u',').value(4).trimmed() == QStringLiteral("true"))
            return i;
    }
    return -1;
}

QString EtcdCluster::control(const QStringList &arguments) const
{
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        if (const auto said = controlNode(i, arguments))
            return *said;
    }
    return {};
}

bool EtcdCluster::waitUntilHealthy() const
{
    const QDeadlineTimer deadline(s_patience);
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        while (!controlNode(i, {QStringLiteral("endpoint"), QStringLiteral("health")})) {
            if (deadline.hasExpired())
                return false;
        }
    }
    return true;
}

} // namespace Holdfast
