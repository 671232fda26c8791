// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reasons of a refusal. A new one takes a value and its row in this file, and nothing else:
// words, sentences, counters, the history and the schemas follow. Its HTTP status is 409 unless
// core/server/problems.cpp has a case for it.

#pragma once

#include <QObject>

#include <algorithm>
#include <array>

namespace Holdfast {

//! \brief Why an asker does not get the lock.
class RefusalReason
{
    Q_GADGET
public:
    //! The reasons.
    enum class Value {
        Busy,            //!< another holder has it, and the wait is over
        Closed,          //!< the lock itself is going away
        TooManyOfClient, //!< this client has as many tickets as one client may
        LocalOnly,       //!< the operator has reserved it
        Stopped,         //!< everything has been stopped
        Broken,          //!< the hold was granted, and broken before its work began
        QueueFull,       //!< the queue is as long as it may be
        Withdrawn,       //!< the ticket of a thread that had given way was withdrawn
        LeaseEnded,      //!< the lease under which it asked is no more
        OtherGeneration, //!< the lock has had another owner since the caller had it
    };
    Q_ENUM(Value)

    //! \brief The data of a reason.
    struct Row
    {
        Value value;      //!< whose row it is
        const char *word; //!< on the wire: the value's name in snake case
        //! The number in the journal's files, which never changes. Below 100, and different from
        //! every HistoryHow.
        int number;
        //! Goes on from "could not be acquired: ", without the full stop. {owner}, {break},
        //! {lease}, {mode}, {generation}, {per_client} and {line} stand for what
        //! GlobalLockBusyError knows of them.
        const char *sentence;
        //! Begins the line in the log of an action that was refused, before ": didn't run".
        const char *headline = "Global lock was busy";
    };

    //! Returns the row of \a value.
    static const Row &rowOf(Value value);
    //! Returns the row with \a number; null for none.
    static const Row *withNumber(int number);
};

//! The one table, in the order of the values.
inline constexpr std::array refusalReasons {
    RefusalReason::Row {RefusalReason::Value::Busy, "busy", 21, "{owner}"},
    RefusalReason::Row {RefusalReason::Value::Closed, "closed", 22, "it is being shut down"},
    RefusalReason::Row {
        RefusalReason::Value::TooManyOfClient, "too_many_of_client", 23,
        "this client has {per_client} requests in line already, as many as one client "
        "may have. Wait for one of them first"},
    RefusalReason::Row {RefusalReason::Value::LocalOnly, "local_only", 24,
                        "it is {mode}. Reading is still possible",
                        "The instrument is reserved for this machine"},
    RefusalReason::Row {RefusalReason::Value::Stopped, "stopped", 25,
                        "it is {mode}. The stop has to be cleared first", "Everything is stopped"},
    RefusalReason::Row {RefusalReason::Value::Broken, "broken", 3, "{break}"},
    RefusalReason::Row {
        RefusalReason::Value::QueueFull, "queue_full", 26,
        "{line} requests wait in line already, which is the most that may. Try again later"},
    RefusalReason::Row {RefusalReason::Value::Withdrawn, "withdrawn", 27,
                        "its place in line was withdrawn"},
    RefusalReason::Row {RefusalReason::Value::LeaseEnded, "lease_ended", 28, "{lease}"},
    RefusalReason::Row {
        RefusalReason::Value::OtherGeneration, "other_generation", 29,
        "another holder has had it in between (its generation is {generation} now)"},
};

static_assert(
    [] {
        for (std::size_t i = 0; i < refusalReasons.size(); ++i) {
            if (refusalReasons[i].value != RefusalReason::Value(i))
                return false;
        }
        return true;
    }(),
    "each reason has its row, in the order of the values");

inline const RefusalReason::Row &RefusalReason::rowOf(Value value)
{
    return refusalReasons.at(std::size_t(value));
}

inline const RefusalReason::Row *RefusalReason::withNumber(int number)
{
    const auto found =
        std::find_if(refusalReasons.begin(), refusalReasons.end(),
                     [number](const RefusalReason::Row &row) { return row.number == number; });
    return found == refusalReasons.end() ? nullptr : &*found;
}

} // namespace Holdfast
