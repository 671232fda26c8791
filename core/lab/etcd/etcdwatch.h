// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/etcd/etcdclient.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QTimer>

namespace Holdfast {

//! \brief Reports all changes of some keys of etcd, in order, each once.
//!
//! Has a connection of its own, because a watch occupies one. When that is lost, or begins too late, it is opened anew, at the
//! next endpoint, from the first change that has not been reported. A connection to a node that has frozen says nothing and
//! does not end, so the owner compares it with what it reads, and tells the watch what has to come: see expect().
class EtcdWatch : public QObject
{
    Q_OBJECT
public:
    //! \a client lives longer.
    EtcdWatch(EtcdClient &client, EtcdKeys keys, QObject *parent = nullptr);
    //! Closes the connection.
    ~EtcdWatch() override;

    //! Reports the changes from \a revision on; to be called again after compacted().
    void start(qint64 revision);
    //! There are changes up to \a revision: unless they are reported before the client's time-out is over, the watch is
    //! opened anew.
    void expect(qint64 revision);

    //! Whether it is connected and reports changes.
    bool isOpen() const { return m_isOpen; }

    //! Whether it reports changes, or tries to: false before start(), and after compacted().
    bool isWanted() const { return m_isWanted; }

Q_SIGNALS:
    //! The changes of one message. Those of one revision are never in two of them.
    void changed(const QList<Holdfast::EtcdEvent> &events);
    //! etcd no longer has the changes that are wanted. Nothing more is reported until start() is called.
    void compacted();
    void opened();
    //! The connection is lost, or could not be made. It is tried again.
    void interrupted(const Holdfast::EtcdError &error);

private:
    void connectNext();
    void open();
    void read();
    void finish();
    void take(const EtcdWatchMessage &message);
    void end(const EtcdError &error);
    void close();

    EtcdClient &m_client;
    const EtcdKeys m_keys;
    QNetworkAccessManager m_manager;
    QNetworkReply *m_reply = nullptr; //!< null while it is not connected
    QByteArray m_text;                //!< the beginning of a line
    QByteArray m_token;               //!< with which it was opened
    bool m_isTokenStale = false;
    bool m_isOpen = false;
    bool m_isWanted = false;
    int m_failures = 0; //!< in a row
    qsizetype m_endpoint = 0;
    qint64 m_next = 0;     //!< the first revision that was not reported
    qint64 m_expected = 0; //!< a revision up to which changes must come
    QTimer m_again;        //!< until it is tried again
    QTimer m_silence;      //!< until the endpoint counts as silent
};

} // namespace Holdfast
