// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"

#include <QList>
#include <QString>

namespace Holdfast {

//! The limits of one connection that a request can meet.
enum class ConnectionLimit {
    HeadBytes,
    TargetBytes,
    HeaderCount,
    BodyBytes,
    MessageBytes,
    HeadTime,
    BodyTime,
    MessageTime,
};

//! What is counted for each client.
enum class Counted {
    Connections,
    Requests,
    Bodies,
    Messages,
    Subscriptions,
    Invocations,
    Inputs,
    QueuePlaces,
    Leases,
    HistoryQueries,
};

//! For whom it is counted.
enum class LimitScope { Client, Local, Total };

//! \brief A limit, as the member `limits` of a configuration has it: {SECTION: {NAME: VALUE}}.
struct LimitRow
{
    QString section; //!< "connection", "client", "local", "total" or "thing"
    QString name;    //!< "body_bytes"; the same in "client", "local" and "total"
    qint64 least = 0;
    qint64 most = 0;
    QString meaning;               //!< a sentence
    qint64 (*get)(const Limits &); //!< returns its value; times in milliseconds
    void (*set)(Limits &, qint64); //!< sets it

    //! Returns how a configuration and a refusal call it: "limits.client.connections".
    QString key() const { return QStringLiteral("limits.%1.%2").arg(section, name); }
};

//! Returns all limits, by section.
const QList<LimitRow> &limitRows();

//! Returns the row of a limit; null when \a what is not limited for that scope here.
const LimitRow *limitRow(ConnectionLimit what);
const LimitRow *limitRow(Counted what, LimitScope scope);

//! Returns the limit of \a what.
const ClientLimit &limitOf(const Limits &limits, Counted what);
//! Returns the part of \a limit for \a scope.
qint64 partOf(const ClientLimit &limit, LimitScope scope);

//! Returns the sentence of a refusal: "One client may have at most 256 connections at the same time
//! (limits.client.connections in the configuration)."
QString limitSentence(const LimitRow &row, qint64 value);

} // namespace Holdfast
