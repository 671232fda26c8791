// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace Holdfast {

//! \brief Nodes of etcd on this machine, with ports of their own and their data in memory. They end with this.
class EtcdCluster
{
public:
    //! Returns why there is no etcd here, and empty when there is one.
    static QString absence();
    //! Whether the tests must not be skipped where etcd is missing.
    static bool isRequired();

    //! Starts \a count nodes, with more \a arguments of etcd. isReady() says when they serve.
    explicit EtcdCluster(int count = 1, const QStringList &arguments = {},
                         const QString &scheme = QStringLiteral("http"));
    ~EtcdCluster();
    Q_DISABLE_COPY_MOVE(EtcdCluster)

    QList<QUrl> endpoints() const { return m_endpoints; }
    QString folder(int node) const;

    //! Kills a node as a power failure would.
    void kill(int node);
    //! Starts a node again, with its data.
    void restart(int node);
    //! Lets a node freeze, and go on.
    void freeze(int node);
    void thaw(int node);
    //! The node that leads, asked by etcdctl; -1: none. Blocks.
    int leader() const;
    //! Runs etcdctl with \a arguments at the first node at which that works. Returns its output, or nothing when it fails. Blocks.
    QString control(const QStringList &arguments) const;
    //! Waits until all nodes say that they are healthy. Blocks.
    bool waitUntilHealthy() const;

private:
    struct Node
    {
        QString name;
        int clientPort = 0;
        int peerPort = 0;
        std::unique_ptr<QProcess> process;
    };

    void start(Node &node, bool isNew);
    QStringList controlOptions(int node) const;
    std::optional<QString> controlNode(int node, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    const QStringList m_arguments;
    const QString m_scheme;
    QString m_members;
    QList<QUrl> m_endpoints;
    std::vector<Node> m_nodes;
};

} // namespace Holdfast

//! Skips a test where etcd is missing, or lets it fail where it must be there.
#define NEEDS_ETCD                                                                                 \
    do {                                                                                           \
        const QString absence = Holdfast::EtcdCluster::absence();                                  \
        if (!absence.isEmpty() && Holdfast::EtcdCluster::isRequired())                             \
            QFAIL(qPrintable(                                                                      \
                absence + QStringLiteral(" HOLDFAST_REQUIRE_INTEROP=1 says that it must be.")));   \
        if (!absence.isEmpty())                                                                    \
            QSKIP(qPrintable(absence));                                                            \
    } while (false)
