// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallockbusyerror.h"
#include "core/thing/json/json.h"
#include "core/thing/validation/validation.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <exception>
#include <memory>

namespace Holdfast {

class ResourceError;

//! \brief The reason why an operation failed, as a value that crosses threads.
//!
//! It knows nothing of HTTP: the server decides which status an error has there.
class Error
{
public:
    enum class Kind {
        NotFound,   //!< no such Thing, affordance, invocation or blob
        NotAllowed, //!< it exists, but does not allow the operation: a read-only property
        Invalid,    //!< the input is wrong: see issues()
        Busy,       //!< the lock could not be had: see busy()
        Cancelled,
        Failed,      //!< the Thing's code failed
        Unavailable, //!< not now: shutting down, too many requests, no value yet
        Forbidden,   //!< this caller is not allowed to do it
        Gone,        //!< the lease of the request has ended: see endedLease()
        Conflict,    //!< not possible in the current state
        BadName,     //!< the name cannot be that of such a resource
        Outdated,    //!< the state has changed since the caller read it: see generation()
    };

    //! \brief The exact cause, where the kind alone does not tell it.
    enum class Cause {
        Other,
        Withdrawn,          //!< Cancelled: withdrawn before its turn came
        LockDisabled,       //!< Failed: the code needs the global lock, which is switched off
        InvalidReturnValue, //!< Failed: a value has no form on the wire
    };

    //! \brief The Thing that prevented the start, and the others that had been made by then.
    struct FailedStart
    {
        QString thing;
        QStringList loaded;
    };

    Error() = default;
    //! Makes an error. \a title is its name ("MotorError"), \a message one sentence for people.
    Error(Kind kind, QString title, QString message, Cause cause = Cause::Other);

    static Error notFound(const QString &message);
    static Error notAllowed(const QString &message);
    static Error unavailable(const QString &message);
    static Error invalid(const QList<ValidationIssue> &issues);
    static Error busy(const GlobalLockBusyError &refusal);
    static Error forbidden(const QString &message, const QString &title = {});
    static Error leaseEnded(const EndedLease &lease);
    static Error conflict(const QString &message);
    //! Returns the refusal of a request to a global lock that the configuration has switched off.
    static Error lockSwitchedOff();
    //! Returns the refusal of a request that comes after the shutdown has begun.
    static Error shuttingDown();
    //! Returns the end of a request that was withdrawn before its turn came, while it waited for
    //! the lock or for other work.
    static Error withdrawn();
    static Error withdrawn(const QString &message);
    //! Returns an Outdated error. \a generation is the lock's present one.
    static Error outdated(const QString &message, quint64 generation);
    //! Translates an exception of a Thing's code. Knows Holdfast's own exceptions; for others the
    //! class name becomes the title.
    static Error fromException(const std::exception_ptr &exception);

    Kind kind() const { return m_kind; }
    Cause cause() const { return m_cause; }
    //! Returns the error's name, as clients see it: "GlobalLockBusyError", "MotorError".
    const QString &title() const { return m_title; }
    //! Returns one sentence for people.
    const QString &message() const { return m_message; }
    const QList<ValidationIssue> &issues() const;
    //! Returns the refusal; set when kind() is Busy, unless another station refused.
    const GlobalLockBusyError *busy() const;
    //! Returns how the caller's lease ended; set when kind() is Gone, and for a refusal for that
    //! reason.
    const EndedLease *endedLease() const;
    //! Returns the break of the hold, if it was the reason for the cancellation; null otherwise.
    const LockBreak *broken() const;
    //! Returns the lock's present generation; set when kind() is Outdated.
    std::optional<quint64> generation() const;
    //! Returns the Thing that prevented the start; null for other errors.
    const FailedStart *failedStart() const;

    //! \name Copies of the error with more detail.
    //! @{
    Error withMessage(const QString &message) const;
    Error brokenBy(const LockBreak &why) const;
    Error atStart(const FailedStart &start) const;
    //! @}

private:
    static Error of(const ResourceError &error);

    struct Details;

    template<typename Change>
    Error changed(Change change) const;

    Kind m_kind = Kind::Failed;
    Cause m_cause = Cause::Other;
    QString m_title;
    QString m_message;
    std::shared_ptr<const Details> m_details; //!< null for an error without details
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::Error)
