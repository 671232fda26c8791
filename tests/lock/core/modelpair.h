// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lease.h"
#include "core/lock/lockstatus.h"
#include "tests/lock/core/lockmodel.h"

#include <QString>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <vector>

namespace Holdfast {

//! \brief What CorePair and GatePair share: the model, random choices, and how the state of the lock is
//! compared with the model's.
class ModelPair
{
public:
    LockModel model {};
    std::map<QString, int> counts {}; //!< how often each event has happened, to check that all have

protected:
    using Reason = LockModel::Reason;
    using Kind = LockModel::Kind;

    explicit ModelPair(quint32 seed)
        : m_random(seed)
    {
    }

    int below(int limit) { return int(m_random() % quint32(limit)); }
    bool oneIn(int many) { return below(many) == 0; }

    //! Returns one of the leases, of which there must be one.
    auto anyLease() { return std::next(m_leases.begin(), below(int(m_leases.size()))); }
    //! Returns the number of one of the waiters; 0 when there is none.
    int anyWaiter()
    {
        const auto line = model.line();
        return line.empty() ? 0 : line[std::size_t(below(int(line.size())))];
    }

    //! Moves the grants of \a told to its front: whether grants or refusals are told first does not matter.
    template<typename Told, typename IsGrant>
    static void putGrantsFirst(std::vector<Told> &told, IsGrant isGrant)
    {
        std::stable_partition(told.begin(), told.end(), isGrant);
    }

    //! Returns the difference between \a status and the model's owner and line, if there is one. \a numberOf
    //! returns the model's number of a LockWaiter.
    template<typename NumberOf>
    QString statusDifference(const LockStatus &status, NumberOf numberOf) const
    {
        if (status.generation != quint64(model.generation))
            return QStringLiteral("generation %1 instead of %2")
                .arg(status.generation)
                .arg(model.generation);
        if (status.isHeld() != model.owner.has_value())
            return QStringLiteral("held: %1").arg(status.isHeld());
        if (model.owner) {
            const LockModel::Owner &expected = *model.owner;
            const QString operation =
                expected.ticket ? QString::number(expected.ticket) : QString();
            if (status.owner->operation != operation)
                return QStringLiteral("operation %1 instead of %2")
                    .arg(status.owner->operation, operation);
            if (status.owner->depth != expected.depth)
                return QStringLiteral("depth %1").arg(status.owner->depth);
            if (status.owner->lease.has_value() != (expected.lease != 0))
                return QStringLiteral("the owner's lease");
        }
        const auto line = model.line();
        if (status.queue.size() != qsizetype(line.size()))
            return QStringLiteral("%1 in line").arg(status.queue.size());
        for (qsizetype i = 0; i < status.queue.size(); ++i) {
            const LockWaiter &waiter = status.queue.at(i);
            if (numberOf(waiter) != line.at(std::size_t(i)) || waiter.position != i + 1)
                return QStringLiteral("the line at %1").arg(i);
        }
        return {};
    }

    //! Returns the difference between \a alive and the model's leases, if there is one. \a differs is asked
    //! about each LeaseStatus and its number, for more than the state and the generation.
    template<typename Differs>
    QString leaseDifference(const QList<LeaseStatus> &alive, Differs differs) const
    {
        if (alive.size() != qsizetype(model.leases.size()))
            return QStringLiteral("%1 leases").arg(alive.size());
        for (const auto &[id, lease] : m_leases) {
            const auto found =
                std::find_if(alive.begin(), alive.end(),
                             [&lease = lease](const LeaseStatus &s) { return s.id == lease.id; });
            if ((found != alive.end()) != model.leases.contains(id))
                return QStringLiteral("lease %1 lives").arg(id);
            if (found == alive.end())
                continue;
            const bool isActive = model.owner && model.owner->lease == id;
            if ((found->state == LeaseState::Active) != isActive
                || found->generation != quint64(model.leases.at(id).generation)
                || differs(*found, id))
                return QStringLiteral("lease %1").arg(id);
        }
        return {};
    }

    std::mt19937 m_random;
    std::map<int, Lease> m_leases {}; //!< by their number in the model; some may have ended
    int m_last = 0;                   //!< the latest number of an asker
    int m_lastLease = 0;
};

} // namespace Holdfast
