// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/pinnedcertificate.h"
#include "core/client/stationrequest.h"
#include "core/journal/history/historyquery.h"
#include "core/thing/breakreport.h"
#include "core/thing/pluginreport.h"
#include "core/thing/stopreport.h"
#include "core/wire/lockoverview.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>

class QNetworkReply;

namespace Holdfast {

//! \brief Whose requests they are, as the station's owner cards and logs show it.
struct ClientName
{
    QString label;   //!< at most 64 printable characters of ASCII
    QString product; //!< "holdfastctl/1.0"
};

//! \brief A page of a station's history.
struct StationHistory
{
    HistoryPage page {};
    //! Where the next page begins, in the station's own words; empty when there are no more.
    QString next {};
};

//! \brief A station as seen from another program: it speaks HTTP with its server.
//!
//! Waits for nothing: each request calls \a then with what came of it, in the thread that this lives
//! in, unless \a context is gone by then. When this is deleted, requests that are not answered yet
//! are given up and their connections closed.
class RemoteStation : public QObject
{
    Q_OBJECT
public:
    template<typename T>
    using Then = std::function<void(const StationReply<T> &)>;

    //! \a address as readStationAddress() returns it.
    RemoteStation(QUrl address, ClientName name, QObject *parent = nullptr);

    const QUrl &address() const { return m_address; }

    //! Sends \a token with each request from now on; empty: none.
    void setToken(const QByteArray &token) { m_token = token; }
    //! Sends requests from now on only to a server with that certificate. To be called once, before the first request.
    void setCertificate(const PinnedCertificate &certificate);

    void lookAtLock(const QObject *context, Then<LockOverview> then);
    //! Asks the lock's owner to let go. \a generation: only if it is still this one. The value is the
    //! owner's label.
    void ask(const QString &reason, std::optional<quint64> generation, const QObject *context,
             Then<QString> then);
    //! Ends the hold of \a generation. Takes as long as the Things take to be safe.
    void breakHold(const QString &reason, quint64 generation, const QObject *context,
                   Then<BreakReport> then);
    //! STOP: everything stands still, and the lock refuses all requests until clearStop().
    void stop(const QString &reason, const QObject *context, Then<StopReport> then);
    //! The value is false when nothing was stopped.
    void clearStop(const QString &reason, const QObject *context, Then<bool> then);
    //! \a cursor is the StationHistory::next of the page before it, or empty. HistoryQuery::after
    //! counts for nothing here.
    void history(const HistoryQuery &query, const QString &cursor, const QObject *context,
                 Then<StationHistory> then);

    //! The plug-ins that were found at the station's start.
    void plugins(const QObject *context, Then<PluginsReport> then);

    //! Sends any other request.
    void send(const StationRequest &request, const QObject *context,
              std::function<void(const StationAnswer &)> then);
    //! For an answer that is to be read as it comes. The caller deletes it, and within its lifetime.
    QNetworkReply *open(const StationRequest &request);
    //! What an answer that has ended comes to.
    static StationAnswer answerOf(QNetworkReply &reply);

private:
    //! Sends \a request and turns a good answer's body into the value by \a read.
    template<typename T>
    void send(const StationRequest &request, const QObject *context,
              std::optional<T> (*read)(const Json &), Then<T> then);

    const QUrl m_address;
    const ClientName m_name;
    QByteArray m_token;
    PinnedCertificate m_certificate;
    QNetworkAccessManager m_manager;
};

} // namespace Holdfast
