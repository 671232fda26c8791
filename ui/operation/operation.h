// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/base/operatoraccess.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace Holdfast {

//! \brief The outcome of an Operation.
struct Outcome
{
    enum class Kind {
        Done,
        Withdrawn, //!< the operator took it back, in this window
        Cancelled, //!< a STOP, a break or a cancel from elsewhere ended it
        Refused,   //!< the lock did not serve it
        Failed,    //!< anything else, before or after it began
    };

    Kind kind = Kind::Done;
    bool hasBegun = false; //!< it had the lock, and its work had begun
    std::optional<Error>
        error {}; //!< set for Refused and Failed, and mostly for the others but Done

    bool isDone() const { return kind == Kind::Done; }
    //! Returns why it was not done, and the remedy; empty where there is nothing to report.
    QString reason() const;
};

//! \brief One request of the operator to the station, from the click to its outcome: it waits in
//! the lock's queue, runs, and ends.
//!
//! One after the other: the same object serves for the next operation when the one before has
//! ended. Does not block. It listens to the station only while an operation is under way. A request
//! goes on when this is destroyed; withdraw() takes it back.
//!
//! Everything is in the thread of the window.
class Operation : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Waiting, //!< in the lock's queue
        Running, //!< or just about to
    };
    Q_ENUM(Phase)

    using Wait = std::chrono::milliseconds;
    //! How long a click of the operator waits for the lock.
    static constexpr Wait clickWait = std::chrono::seconds {2};

    explicit Operation(const OperatorAccess &access, QObject *parent = nullptr);
    ~Operation() override;

    //! \name Begin it.
    //! Each returns at once. An operation that cannot even begin has ended when it returns: ended()
    //! has been emitted. An operation that is still under way goes on, and is not followed any
    //! more.
    //! @{
    void invoke(const QString &thing, const QString &action, const Json &input,
                Wait wait = clickWait);
    void write(const QString &thing, const QString &property, const Json &value,
               Wait wait = clickWait);
    void reset(const QString &thing, const QString &property, Wait wait = clickWait);
    //! @}

    //! Gives a running invocation of a renewable action its newest input: see Session::renew(). Fails
    //! with NotFound when no invocation is under way.
    Result<void> renew(const Json &input);

    //! Takes the operation back: a waiting one leaves the queue at once, and nothing of it happens
    //! later. An invocation that runs is asked to end; a write that runs goes on.
    void withdraw();

    Phase phase() const { return m_phase; }
    bool isUnderWay() const { return m_phase != Phase::Idle; }
    bool isWaiting() const { return m_phase == Phase::Waiting; }
    //! Returns the owner of the lock and its operation while this one waits: "tile scan
    //! (127.0.0.1:40112): stage.move_relative". Empty when it does not wait, or when the owner is
    //! not known.
    QString waitingFor() const { return m_waitingFor; }
    //! Returns the same as a sentence for the operator: "Waiting for ... …". Empty when it does not wait.
    QString waitingText() const;
    //! Returns the invocation of the last operation, as far as it has come; empty when that was no
    //! action, or could not begin.
    const std::optional<InvocationRecord> &invocation() const { return m_invocation; }

Q_SIGNALS:
    //! Emitted when any of the above is different.
    void changed();
    //! Emitted when the operation is not under way any more, before changed(); the next one may
    //! begin at once.
    void ended(const Holdfast::Outcome &outcome);

private:
    int begin(const QString &thing, const QString &affordance, bool usesLock);
    void listen();
    void follow(const Reply<WriteReceipt> &reply, int run);
    void follow(const InvocationRecord &invocation);
    void hear(const LockStatus &status);
    bool setWaitingFor(const QString &waitingFor);
    void endInvocation(const Result<InvocationRecord> &ended);
    void endWrite(const Result<WriteReceipt> &done);
    void end(const Outcome &outcome);
    bool usesLock(const QString &thing, const QString &property) const;
    Outcome failure(const Error &error, bool hasBegun) const;

    OperatorAccess m_access;
    int m_run = 0;  //!< which operation it is: answers to those before are not heard
    QString m_name; //!< "stage.move_relative"
    Phase m_phase = Phase::Idle;
    bool m_usesLock = true;
    bool m_isWithdrawn = false;
    QString m_waitingFor;
    std::optional<InvocationRecord> m_invocation;
    std::optional<Reply<WriteReceipt>> m_write; //!< while a write is under way
    std::unique_ptr<QObject> m_listener;        //!< while anything is under way
};

} // namespace Holdfast
