// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/thing/error.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/workcontext.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUuid>

#include <memory>
#include <optional>

namespace Holdfast {

enum class InvocationState { Pending, Running, Completed, Cancelled, Error };

//! Returns the word on the wire: "pending", "running", "completed", "cancelled" or "error".
QString toWord(InvocationState state);

//! \brief A snapshot of one run of an action: a value.
struct InvocationRecord
{
    QUuid id;
    QString thing;
    QString action; //!< its name on the wire
    Principal by;   //!< who asked for it
    InvocationState state = InvocationState::Pending;
    QDateTime requested;                   //!< UTC, as the following ones
    QDateTime started;                     //!< invalid when it never ran
    QDateTime completed;                   //!< invalid until it ended, with any outcome
    std::shared_ptr<const Payload> input;  //!< the input, and the blobs in it
    std::shared_ptr<const Payload> output; //!< null until completed
    std::optional<Error> error;            //!< also set for a cancelled one
    std::optional<Progress> progress;
    QList<LogEntry> log;    //!< the last 1,000 entries
    qint64 logBegin = 0;    //!< how many entries were dropped before those
    int queuePosition = 0;  //!< from 1 while it waits for the lock, else 0
    quint64 generation = 0; //!< the lock's generation at the begin; 0 before, and without the lock

    bool isFinished() const
    {
        return state != InvocationState::Pending && state != InvocationState::Running;
    }
    //! Returns "stage.move_relative".
    QString operation() const { return thing + u'.' + action; }
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::InvocationRecord)
