// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallockbusyerror.h"
#include "core/thing/json.h"
#include "core/thing/validation.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <exception>
#include <memory>

namespace Holdfast {

//! \brief Why something could not be done, as a value that crosses threads.
//!
//! It knows nothing of HTTP: the server decides which status an error has there.
class Error
{
public:
    enum class Kind {
        NotFound,   //!< no such Thing, affordance, invocation or blob
        NotAllowed, //!< it exists, but this cannot be done with it: a read-only property
        Invalid,    //!< the input is wrong: see issues()
        Busy,       //!< the lock could not be had: see busy()
        Cancelled,
        Failed,      //!< the Thing's code failed
        Unavailable, //!< not now: shutting down, too many, nothing to show yet
        Forbidden,   //!< this caller may not do it
        Gone,        //!< the lease under which it was asked has ended: see endedLease()
        Conflict,    //!< not in the state in which things are
        Outdated,    //!< things have changed since the caller looked: see generation()
    };

    //! \brief What exactly it was, where the kind alone does not tell.
    enum class Cause {
        Other,
        Withdrawn,          //!< Cancelled: taken back before its turn came
        LockDisabled,       //!< Failed: the code needs the global lock, which is switched off
        InvalidReturnValue, //!< Failed: a value has no form on the wire
    };

    //! \brief Which Thing prevented the start, and which others had been made by then.
    struct FailedStart
    {
        QString thing;
        QStringList loaded;
    };

    Error() = default;
    //! \a title is the name of what went wrong ("MotorError"), \a message one sentence for people.
    Error(Kind kind, QString title, QString message, Cause cause = Cause::Other);

    static Error notFound(const QString &message);
    static Error notAllowed(const QString &message);
    static Error unavailable(const QString &message);
    static Error invalid(const QList<ValidationIssue> &issues);
    static Error busy(const GlobalLockBusyError &refusal);
    static Error forbidden(const QString &message, const QString &title = {});
    static Error leaseEnded(const EndedLease &lease);
    static Error conflict(const QString &message);
    //! Refuses what is asked of a global lock that the configuration has switched off.
    static Error lockSwitchedOff();
    //! Refuses what is not begun any more.
    static Error shuttingDown();
    //! Ends what was taken back before its turn came, while it waited for the lock or for others.
    static Error withdrawn();
    static Error withdrawn(const QString &message);
    //! \a generation is the lock's present one.
    static Error outdated(const QString &message, quint64 generation);
    //! Translates what Thing code threw. Knows the exceptions of this house; the class name of
    //! others becomes the title.
    static Error fromException(const std::exception_ptr &exception);

    Kind kind() const { return m_kind; }
    Cause cause() const { return m_cause; }
    //! The name of what went wrong, as clients see it: "GlobalLockBusyError", "MotorError".
    const QString &title() const { return m_title; }
    //! One sentence for people.
    const QString &message() const { return m_message; }
    const QList<ValidationIssue> &issues() const;
    //! The refusal; set when kind() is Busy, unless another station refused.
    const GlobalLockBusyError *busy() const;
    //! How the caller's lease ended; set when kind() is Gone, and for a refusal because of that.
    const EndedLease *endedLease() const;
    //! Who broke the hold of what was cancelled, and why; null when that was not the reason.
    const LockBreak *broken() const;
    //! The lock's present generation; set when kind() is Outdated.
    std::optional<quint64> generation() const;
    //! Set when the station could not start because of a Thing.
    const FailedStart *failedStart() const;

    //! \name The same error with more to say.
    //! @{
    Error withMessage(const QString &message) const;
    Error brokenBy(const LockBreak &why) const;
    Error atStart(const FailedStart &start) const;
    //! @}

private:
    struct Details;

    template<typename Change>
    Error changed(Change change) const;

    Kind m_kind = Kind::Failed;
    Cause m_cause = Cause::Other;
    QString m_title;
    QString m_message;
    std::shared_ptr<const Details> m_details; //!< null for an error that needs none
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::Error)
