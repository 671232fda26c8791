// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/error.h"

#include "core/thing/thingerror.h"
#include "core/thing/thingresource.h"
#include "core/thing/validation/invalidinputerror.h"

#include <cstdlib>
#include <cxxabi.h>
#include <utility>

namespace Holdfast {

struct Error::Details
{
    QList<ValidationIssue> issues {};
    std::optional<GlobalLockBusyError> busy {};
    std::optional<EndedLease> endedLease {};
    std::optional<LockBreak> broken {};
    std::optional<quint64> generation {};
    std::optional<FailedStart> failedStart {};
};

namespace {

QString classNameOf(const std::exception &exception)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> demangled(
        abi::__cxa_demangle(typeid(exception).name(), nullptr, nullptr, &status), &std::free);
    const QString full =
        QString::fromUtf8(status == 0 ? demangled.get() : typeid(exception).name());
    return full.section(QStringLiteral("::"), -1);
}

template<typename T>
const T *pointerTo(const std::optional<T> &value)
{
    return value ? &*value : nullptr;
}

} // namespace

Error::Error(Kind kind, QString title, QString message, Cause cause)
    : m_kind(kind)
    , m_cause(cause)
    , m_title(std::move(title))
    , m_message(std::move(message))
{
}

template<typename Change>
Error Error::changed(Change change) const
{
    auto details = m_details ? std::make_shared<Details>(*m_details) : std::make_shared<Details>();
    change(*details);
    Error same(*this);
    same.m_details = std::move(details);
    return same;
}

Error Error::notFound(const QString &message)
{
    return {Kind::NotFound, QStringLiteral("NotFound"), message};
}

Error Error::notAllowed(const QString &message)
{
    return {Kind::NotAllowed, QStringLiteral("NotAllowed"), message};
}

Error Error::unavailable(const QString &message)
{
    return {Kind::Unavailable, QStringLiteral("Unavailable"), message};
}

Error Error::invalid(const QList<ValidationIssue> &issues)
{
    QStringList messages;
    for (const ValidationIssue &issue : issues) {
        QStringList where;
        for (const Json &step : issue.location)
            where << (step.is_string() ? toQString(step.get<std::string>())
                                       : toQString(step.dump()));
        messages << (where.isEmpty()
                         ? issue.message
                         : QStringLiteral("'%1': %2").arg(where.join(u'.'), issue.message));
    }
    return Error(Kind::Invalid, QStringLiteral("ValidationError"),
                 messages.join(QStringLiteral("; ")))
        .changed([&issues](Details &details) { details.issues = issues; });
}

Error Error::busy(const GlobalLockBusyError &refusal)
{
    return Error(Kind::Busy, QStringLiteral("GlobalLockBusyError"), refusal.message())
        .changed([&refusal](Details &details) {
            details.busy = refusal;
            details.endedLease = refusal.endedLease();
        });
}

Error Error::forbidden(const QString &message, const QString &title)
{
    return {Kind::Forbidden, title.isEmpty() ? QStringLiteral("Forbidden") : title, message};
}

Error Error::leaseEnded(const EndedLease &lease)
{
    QString sentence = lease.toClause() + QLatin1Char('.');
    sentence[0] = sentence[0].toUpper();
    return Error(Kind::Gone, QStringLiteral("LeaseEnded"), sentence)
        .changed([&lease](Details &details) { details.endedLease = lease; });
}

Error Error::conflict(const QString &message)
{
    return {Kind::Conflict, QStringLiteral("Conflict"), message};
}

Error Error::lockSwitchedOff()
{
    return conflict(QStringLiteral("The configuration has switched the global lock off."));
}

Error Error::shuttingDown()
{
    return unavailable(QStringLiteral("Holdfast is shutting down."));
}

Error Error::withdrawn()
{
    return withdrawn(QStringLiteral("The request was withdrawn before it had the lock."));
}

Error Error::withdrawn(const QString &message)
{
    return {Kind::Cancelled, QStringLiteral("Withdrawn"), message, Cause::Withdrawn};
}

Error Error::outdated(const QString &message, quint64 generation)
{
    return Error(Kind::Outdated, QStringLiteral("Outdated"), message)
        .changed([generation](Details &details) { details.generation = generation; });
}

Error Error::of(const ResourceError &error)
{
    switch (error.kind()) {
    case ResourceError::Kind::NotFound:
        return notFound(error.message());
    case ResourceError::Kind::Busy:
        return conflict(error.message());
    case ResourceError::Kind::BadName:
        break;
    }
    return {Kind::BadName, QStringLiteral("BadName"), error.message()};
}

Error Error::fromException(const std::exception_ptr &exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const GlobalLockBusyError &refusal) {
        return busy(refusal);
    } catch (const InvocationCancelled &cancelled) {
        return {Kind::Cancelled, QStringLiteral("InvocationCancelledError"),
                QString::fromUtf8(cancelled.what())};
    } catch (const GlobalLockDisabledError &disabled) {
        return {Kind::Failed, QStringLiteral("FeatureNotEnabledError"),
                QString::fromUtf8(disabled.what()), Cause::LockDisabled};
    } catch (const InvalidReturnValueError &invalid) {
        return {Kind::Failed, QStringLiteral("InvalidReturnValueError"),
                QString::fromUtf8(invalid.what()), Cause::InvalidReturnValue};
    } catch (const InvalidInputError &refused) {
        return invalid({refused.issue()});
    } catch (const ResourceError &failed) {
        return of(failed);
    } catch (const ThingError &failed) {
        return {Kind::Failed, failed.title().isEmpty() ? classNameOf(failed) : failed.title(),
                failed.message()};
    } catch (const std::exception &failed) {
        return {Kind::Failed, classNameOf(failed), QString::fromUtf8(failed.what())};
    } catch (...) {
        return {Kind::Failed, QStringLiteral("UnknownError"),
                QStringLiteral("An exception was thrown that is not a std::exception.")};
    }
}

const QList<ValidationIssue> &Error::issues() const
{
    static const QList<ValidationIssue> none;
    return m_details ? m_details->issues : none;
}

const GlobalLockBusyError *Error::busy() const
{
    return m_details ? pointerTo(m_details->busy) : nullptr;
}

const EndedLease *Error::endedLease() const
{
    return m_details ? pointerTo(m_details->endedLease) : nullptr;
}

const LockBreak *Error::broken() const
{
    return m_details ? pointerTo(m_details->broken) : nullptr;
}

std::optional<quint64> Error::generation() const
{
    return m_details ? m_details->generation : std::nullopt;
}

const Error::FailedStart *Error::failedStart() const
{
    return m_details ? pointerTo(m_details->failedStart) : nullptr;
}

Error Error::withMessage(const QString &message) const
{
    Error same(*this);
    same.m_message = message;
    return same;
}

Error Error::brokenBy(const LockBreak &why) const
{
    return changed([&why](Details &details) { details.broken = why; });
}

Error Error::atStart(const FailedStart &start) const
{
    return changed([&start](Details &details) { details.failedStart = start; });
}

} // namespace Holdfast
