// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace Holdfast {

//! \brief A cable between a station and a node of etcd, which a test can pull out: then no byte goes either way, and no
//! connection ends.
class EtcdProxy : public QTcpServer
{
    Q_OBJECT
public:
    explicit EtcdProxy(const QUrl &node)
        : m_node(node)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *near = nextPendingConnection())
                join(near);
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("There is no port for the proxy.");
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    void pullOut() { m_isOut = true; }
    //! What was held back goes on its way.
    void plugIn()
    {
        m_isOut = false;
        for (const auto &[from, to] : std::as_const(m_pairs)) {
            if (from && to)
                to->write(from->readAll());
        }
    }

private:
    void join(QTcpSocket *near)
    {
        auto *far = new QTcpSocket(near);
        far->connectToHost(m_node.host(), static_cast<quint16>(m_node.port()));
        pass(near, far);
        pass(far, near);
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        connect(far, &QTcpSocket::disconnected, near, [this, near] {
            if (!m_isOut)
                near->disconnectFromHost();
        });
    }
    void pass(QTcpSocket *from, QTcpSocket *to)
    {
        m_pairs.emplaceBack(from, to);
        connect(from, &QTcpSocket::readyRead, to, [this, from, to] {
            if (!m_isOut)
                to->write(from->readAll());
        });
    }

    const QUrl m_node;
    bool m_isOut = false;
    QList<std::pair<QPointer<QTcpSocket>, QPointer<QTcpSocket>>> m_pairs;
};

} // namespace Holdfast
