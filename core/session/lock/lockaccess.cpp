// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockaccess.h"

#include "core/journal/journal.h"
#include "core/session/emergencystop.h"
#include "core/session/lock/operatorcontrol.h"
#include "core/session/log.h"
#include "core/session/servedclient.h"
#include "core/session/station.h"
#include "core/session/thinghost.h"
#include "core/thing/devicelock.h"
#include "core/thing/thing.h"

#include <utility>

namespace Holdfast {

namespace {

Error reasonMissing()
{
    return Error::invalid({ValidationIssue {.type = QStringLiteral("missing"),
                                            .location = Json::array({"reason"}),
                                            .message = QStringLiteral("A reason is required"),
                                            .input = nullptr,
                                            .context = nullptr}});
}

Error lockIsFree()
{
    return Error::conflict(QStringLiteral("The global lock is free."));
}

Error otherGeneration(const LockStatus &status)
{
    return Error::outdated(QStringLiteral("The global lock has another owner than expected. %1")
                               .arg(status.toSentence()),
                           status.generation);
}

} // namespace

LockAccess::LockAccess(Station &station, Principal principal,
                       std::shared_ptr<OperatorControl> control)
    : m_station(&station)
    , m_principal(std::move(principal))
    , m_control(std::move(control))
{
}

bool LockAccess::isEnabled() const
{
    return m_station->lock()->isEnabled();
}

LockStatus LockAccess::status() const
{
    return m_station->lock()->status();
}

QList<LockStatus> LockAccess::devices() const
{
    QList<LockStatus> all;
    for (const Thing *thing : m_station->things().things()) {
        for (const DeviceLock *device : thing->deviceLocks())
            all << device->lock()->status();
    }
    return all;
}

QList<LeaseStatus> LockAccess::leases() const
{
    return m_station->lock()->leases();
}

Reply<HistoryPage> LockAccess::history(const HistoryQuery &query) const
{
    const Journal *journal = m_station->journal();
    if (!journal)
        return Reply<HistoryPage>::now(HistoryPage {{}, {}, this->journal()});
    const ReplyPromise<HistoryPage> promise;
    const auto withdraw = journal->read(query, [promise](Journal::Answer answer) {
        if (const QString *problem = std::get_if<QString>(&answer))
            promise.finish(Error::unavailable(*problem));
        else
            promise.finish(std::get<HistoryPage>(std::move(answer)));
    });
    return promise.reply([withdraw, promise] {
        if (withdraw())
            promise.finish(Error::withdrawn(
                QStringLiteral("The request was withdrawn before the history was read.")));
    });
}

JournalState LockAccess::journal() const
{
    if (const Journal *journal = m_station->journal())
        return journal->state();
    const QString what =
        isEnabled() ? QStringLiteral("The journal is") : QStringLiteral("The global lock is");
    return {JournalState::State::Off, what + QStringLiteral(" switched off in the configuration."),
            0};
}

quint64 LockAccess::journalVersion() const
{
    const Journal *journal = m_station->journal();
    return journal ? journal->stateVersion() : 0;
}

std::optional<LeaseStatus> LockAccess::leaseStatus(quint64 id) const
{
    return m_station->lock()->lease(id);
}

Reply<NewLease> LockAccess::lease(const LeaseWish &wish) const
{
    return m_station->leases().lease(wish);
}

Result<LeaseUse> LockAccess::use(const QByteArray &token) const
{
    return m_station->leases().use(token);
}

Result<void> LockAccess::release(const QByteArray &token) const
{
    return m_station->leases().release(token);
}

Reply<void> LockAccess::takeControl(const QString &note) const
{
    if (!m_control)
        return Reply<void>::now(
            Error::forbidden(QStringLiteral("Only the operator can take control.")));
    return m_control->take(m_principal, note);
}

Result<void> LockAccess::giveControlBack() const
{
    if (!m_control || !m_control->giveBack())
        return Error::conflict(QStringLiteral("The operator does not have control."));
    return {};
}

bool LockAccess::hasControl() const
{
    return m_control && m_control->lease();
}

Result<void> LockAccess::ask(const QString &reason, std::optional<quint64> generation) const
{
    if (!isEnabled())
        return Error::lockSwitchedOff();
    if (reason.trimmed().isEmpty())
        return reasonMissing();
    const LockStatus before = status();
    switch (m_station->lock()->ask(m_principal, reason, generation.value_or(before.generation))) {
    case AskOutcome::NotHeld:
        return lockIsFree();
    case AskOutcome::OtherGeneration:
        return otherGeneration(status());
    case AskOutcome::Asked:
        break;
    }
    return {};
}

Reply<BreakReport> LockAccess::breakHold(const QString &reason, quint64 generation) const
{
    if (!isEnabled())
        return Reply<BreakReport>::now(Error::lockSwitchedOff());
    if (reason.trimmed().isEmpty())
        return Reply<BreakReport>::now(reasonMissing());
    const ReplyPromise<BreakReport> promise;
    bool isAnswered = false;
    const auto makeSafe = [&, this](const LockBreak &why, std::function<BreakOutcome()> done) {
        isAnswered = true;
        const ServedClient client(m_principal);
        writeLog(LogLevel::Warning, why.toClause() + QLatin1Char('.'));
        m_station->emergencyStop().makeSafe(
            m_station->things().instruments(),
            [promise, why, done = std::move(done)](const QList<StopReport::Entry> &things) {
                promise.finish(BreakReport {done(), why, things});
            });
    };
    const BreakOutcome outcome =
        m_station->lock()->breakHold(m_principal, reason, generation, makeSafe);
    if (outcome == BreakOutcome::NotHeld)
        return Reply<BreakReport>::now(lockIsFree());
    if (outcome == BreakOutcome::OtherGeneration)
        return Reply<BreakReport>::now(otherGeneration(status()));
    if (!isAnswered) {
        // Another caller is already breaking it: the instrument is made safe only once at a time.
        const LockStatus now = status();
        const bool goesOn = now.owner && now.owner->breaking;
        return Reply<BreakReport>::now(
            BreakReport {outcome, goesOn ? *now.owner->breaking : LockBreak {}, {}});
    }
    return promise.reply();
}

Result<void> LockAccess::setLocalOnly(bool localOnly, const QString &reason) const
{
    m_station->lock()->setMode(localOnly ? LockMode::LocalOnly : LockMode::Shared, m_principal,
                               reason);
    return {};
}

Result<void> LockAccess::clearStop(const QString &reason) const
{
    if (!m_station->lock()->clearStop(m_principal, reason))
        return Error::conflict(QStringLiteral("Nothing is stopped."));
    const ServedClient client(m_principal);
    writeLog(LogLevel::Info,
             QStringLiteral("The stop was cleared by %1.").arg(m_principal.toString()));
    return {};
}

QList<LockBreak> LockAccess::notices() const
{
    QList<LockBreak> own;
    for (const LockBreak &broken : m_station->lock()->breaks()) {
        if (broken.victim.kind == m_principal.kind)
            own.append(broken);
    }
    return own;
}

void LockAccess::acknowledge(const LockBreak &notice) const
{
    m_station->lock()->acknowledgeBreak(notice.generation);
}

} // namespace Holdfast
