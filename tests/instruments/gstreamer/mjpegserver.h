// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

//! \brief A network camera: sends JPEGs to each client, one after the other, as multipart/x-mixed-replace does. Lives in the
//! thread of the test.
class MjpegServer : public QObject
{
    Q_OBJECT
public:
    explicit MjpegServer(const QList<QByteArray> &frames);
    ~MjpegServer() override;

    //! Begins to serve, at the port that it had before if there was one. Returns whether it could.
    bool start();
    //! Disconnects all clients, and accepts no others.
    void stop();
    //! Sends the clients what is no JPEG, as the next frame.
    void sendGarbage();
    //! Sends no more frames, and keeps the connections.
    void setSilent(bool silent) { m_isSilent = silent; }

    QString url() const;
    //! Returns how many clients there are.
    qsizetype clientCount() const { return m_clients.size(); }
    //! Returns how many clients there have been.
    int connections() const { return m_connections; }
    //! Returns what the clients have asked for, as they sent it.
    QByteArray asked() const { return m_asked; }

private:
    void accept();
    void sendNext();
    void send(const QByteArray &frame);

    const QList<QByteArray> m_frames;
    QTcpServer m_server;
    QTimer m_timer;
    QList<QTcpSocket *> m_clients;
    quint16 m_port = 0;
    int m_connections = 0;
    QByteArray m_asked;
    qsizetype m_next = 0;
    bool m_isSilent = false;
};
