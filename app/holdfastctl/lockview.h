// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast::Ctl {

//! \brief What a server says about its lock (GET /lock), ready to be shown. Texts are safe to be
//! printed; those that are not there are empty.
struct LockView
{
    using milliseconds = std::chrono::milliseconds;

    struct Request //!< somebody asked for the lock, or breaks it
    {
        QString by;
        QString reason;
        QString at;

        bool operator==(const Request &) const = default;
    };

    struct Lease
    {
        qint64 id = 0;
        QString label;
        QString operation;
        QString note;
        bool suspended = false;
        std::optional<milliseconds> expiresIn;
    };

    struct Owner
    {
        QString label;
        QString lockClass;
        QString operation;
        QString since;
        milliseconds held {0};
        qint64 depth = 1;
        bool stuck = false;
        std::optional<milliseconds> operationTime;
        std::optional<double> progress;
        std::optional<Request> breaking;
        std::optional<Lease> lease;
        QList<Request> asks;
        QString warning;
    };

    struct Waiter
    {
        qint64 position = 0;
        QString label;
        QString lockClass;
        QString operation;
        milliseconds waited {0};
        std::optional<milliseconds> remaining;
        bool takes = false; //!< the operator's Take, served at the next safe point
    };

    QString name;
    bool enabled = true;
    std::optional<Owner> owner;
    QList<Waiter> queue;
    QList<Lease> leases; //!< those of the owner and of others
    QString mode;        //!< "shared", "local_only", "stopped"
    QString modeBy;
    QString modeSince;
    QString modeReason;
    qint64 generation = 0;
    QList<LockView> devices;

    bool isRefusing() const { return mode == QStringLiteral("stopped") || isLocalOnly(); }
    bool isLocalOnly() const { return mode == QStringLiteral("local_only"); }
};

//! Nothing when it is not the state of a lock.
std::optional<LockView> readLockView(const Json &json);

//! Those who asked the owner or holder of a lease to let go.
QList<LockView::Request> readAsks(const Json &ownerOrLease);

} // namespace Holdfast::Ctl
