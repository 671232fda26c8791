// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallockbusyerror.h"
#include "core/thing/json.h"
#include "core/thing/validation.h"

#include <QList>
#include <QString>

#include <exception>
#include <memory>

namespace Holdfast {

//! \brief RFC 9457 problem details, with the five members that LabThings sends.
struct ProblemDetails
{
    QString detail;
    QString type; //!< a URL, or empty for null
    int status = 500;
    QString title;
    Json extra = Json::object(); //!< further members, after the five

    Json toJson() const;
};

//! \brief Why something could not be done, as a value: it crosses threads and goes over the wire.
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
        Forbidden,   //!< not for whoever asks
        Gone,        //!< what it was asked under is no more: a lease that has ended
        Conflict,    //!< not in the state in which things are
        Outdated,    //!< things are not any more as whoever asks has seen them
    };

    Error() = default;
    Error(Kind kind, ProblemDetails problem);

    static Error notFound(const QString &detail);
    static Error notAllowed(const QString &detail);
    static Error unavailable(const QString &detail);
    static Error invalid(QList<ValidationIssue> issues);
    static Error busy(const GlobalLockBusyError &refusal);
    static Error forbidden(const QString &detail, const QString &title = {});
    static Error leaseEnded(const EndedLease &lease);
    static Error conflict(const QString &detail);
    //! What is asked of a global lock that the configuration has switched off.
    static Error lockSwitchedOff();
    //! Of what is not begun any more.
    static Error shuttingDown();
    //! Of what was taken back before its turn came, while it waited for the lock or for others.
    static Error withdrawn();
    static Error withdrawn(const QString &detail);
    //! \a generation: the lock's, as it is now.
    static Error outdated(const QString &detail, quint64 generation);
    //! Of whatever Thing code threw. Knows the exceptions of this house; the class name of others
    //! becomes the title.
    static Error fromException(const std::exception_ptr &exception);

    Kind kind() const { return m_kind; }
    const ProblemDetails &problem() const { return m_problem; }
    const QList<ValidationIssue> &issues() const { return m_issues; }
    //! Set when kind() is Busy.
    const GlobalLockBusyError *busy() const { return m_busy.get(); }

    //! One sentence for people.
    QString message() const { return m_problem.detail; }

private:
    Kind m_kind = Kind::Failed;
    ProblemDetails m_problem;
    QList<ValidationIssue> m_issues;
    std::shared_ptr<const GlobalLockBusyError> m_busy;
};

//! The LabThings client tells these two apart from other errors by the exact URL.
extern const QString globalLockBusyType;
extern const QString invocationCancelledType;

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::Error)
