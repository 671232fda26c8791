// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/breaktask.h"

#include "app/holdfastctl/jsonread.h"
#include "app/holdfastctl/lockview.h"
#include "app/holdfastctl/lockviewtext.h"
#include "app/holdfastctl/safestates.h"

namespace Holdfast::Ctl {

void BreakTask::start()
{
    if (line().generation)
        return breakHold(*line().generation);
    LockRequest request;
    request.path = QStringLiteral("/lock");
    client().send(request, this, [this](const LockAnswer &answer) { lookedUp(answer); });
}

void BreakTask::lookedUp(const LockAnswer &answer)
{
    if (!answer.isGood())
        return fail(failureOf(answer, client().server()), answer);
    const std::optional<LockView> view = readLockView(answer.body);
    if (!view)
        return fail(notUnderstood(client().server()), answer);
    if (!view->owner)
        return fail({CtlExitCode::NotDone, QStringLiteral("Nobody holds the lock.")}, answer);
    console().note(QStringLiteral("breaking generation %1: %2")
                       .arg(view->generation)
                       .arg(ownerPhrase(*view->owner)));
    breakHold(static_cast<quint64>(view->generation));
}

void BreakTask::breakHold(quint64 generation)
{
    LockRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("/lock/break");
    request.body = Json {{"reason", line().reason}, {"generation", generation}};
    request.limit = std::chrono::seconds {30}; // the Things' safe states take their time
    client().send(request, this, [this](const LockAnswer &answer) { broken(answer); });
}

void BreakTask::broken(const LockAnswer &answer)
{
    if (!answer.isGood())
        return fail(failureOf(answer, client().server()), answer);
    const QString outcome = JsonRead::text(answer.body, "outcome");
    const bool isFree = outcome == QStringLiteral("freed");
    if (!isFree && outcome != QStringLiteral("asked"))
        return fail(notUnderstood(client().server()), answer);
    if (line().json) {
        console().print(answer.body);
    } else {
        const Json &record = JsonRead::member(answer.body, "broken");
        const QString victim = JsonRead::text(record, "victim");
        console().print(isFree
                            ? QStringLiteral("%1 does not hold the lock any more.").arg(victim)
                            : QStringLiteral("%1 was asked to end %2, which has not happened yet; "
                                             "until then the lock is theirs.")
                                  .arg(victim, JsonRead::text(record, "operation")));
        for (const QString &text : unsafeThings(JsonRead::member(answer.body, "things")))
            console().print(text);
    }
    finish(isFree ? CtlExitCode::Done : CtlExitCode::NotDone);
}

} // namespace Holdfast::Ctl
