// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/view/labstop.h"

#include "core/client/stationaddress.h"
#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"
#include "core/wire/stopjson.h"

#include <utility>

namespace Holdfast {

namespace {

QString phraseOf(const StationAnswer &answer)
{
    if (answer.isMissing())
        return answer.failure;
    const QString detail = JsonRead::text(answer.body, "detail");
    return detail.isEmpty() ? QStringLiteral("it answered with status %1").arg(answer.status)
                            : detail;
}

QString unsafeThings(const StopReport &report)
{
    QStringList names;
    for (const StopReport::Entry &entry : report.things) {
        if (entry.outcome != StopReport::Outcome::Stopped)
            names << entry.thing;
    }
    return QStringLiteral("not at rest: %1").arg(names.join(QStringLiteral(", ")));
}

} // namespace

QString toWord(LabStopOutcome::Kind kind)
{
    switch (kind) {
    case LabStopOutcome::Kind::Stopped:
        return QStringLiteral("stopped");
    case LabStopOutcome::Kind::NotYet:
        return QStringLiteral("not_yet");
    case LabStopOutcome::Kind::Refused:
        return QStringLiteral("refused");
    case LabStopOutcome::Kind::Unreachable:
        return QStringLiteral("unreachable");
    case LabStopOutcome::Kind::NoAddress:
        break;
    }
    return QStringLiteral("no_address");
}

Json toJson(const LabStopOutcome &outcome)
{
    return Json {{"station", outcome.station},
                 {"outcome", toWord(outcome.kind)},
                 {"problem", JsonWrite::textOrNull(outcome.problem)},
                 {"report", outcome.report ? toJson(*outcome.report) : Json(nullptr)}};
}

QList<LabStopTarget> LabStopTarget::of(const LabStatus &lab, const QByteArray &token)
{
    QList<LabStopTarget> targets;
    for (const LabStationStatus &station : lab.stations)
        targets.append({station.name, station.url, station.fingerprint, token});
    return targets;
}

LabStop::LabStop(QList<LabStopTarget> targets, const ClientName &name, QObject *parent)
    : QObject(parent)
    , m_targets(std::move(targets))
    , m_name(name)
    , m_open(m_targets.size())
{
}

LabStop::~LabStop() = default;

void LabStop::start(const QString &reason)
{
    if (m_targets.isEmpty()) {
        QMetaObject::invokeMethod(this, &LabStop::finished, Qt::QueuedConnection);
        return;
    }
    for (qsizetype i = 0; i < m_targets.size(); ++i)
        ask(i, reason);
}

void LabStop::ask(qsizetype index, const QString &reason)
{
    const LabStopTarget &target = m_targets[index];
    const std::optional<QUrl> address = readStationAddress(target.url);
    const auto certificate = target.fingerprint.isEmpty()
                                 ? std::optional(PinnedCertificate())
                                 : PinnedCertificate::fromText(target.fingerprint);
    if (!address || !certificate) {
        // The caller has all answers from the event loop.
        const QString problem = target.url.isEmpty() ? QStringLiteral("its address is not known")
                                : !address
                                    ? QStringLiteral("\"%1\" is no address").arg(target.url)
                                    : QStringLiteral("the fingerprint of its certificate is none");
        QMetaObject::invokeMethod(
            this, [this, index, problem] { note(index, LabStopOutcome::Kind::NoAddress, problem); },
            Qt::QueuedConnection);
        return;
    }
    // Each station has connections of its own: one that hangs delays no other.
    auto station = std::make_unique<RemoteStation>(*address, m_name);
    station->setToken(target.token);
    station->setCertificate(*certificate);
    StationRequest request {.verb = "POST", .path = QStringLiteral("/stop")};
    if (!reason.isEmpty())
        request.body = Json {{"reason", reason}};
    request.limit = patience;
    request.mayRepeat = true; // to stop twice is better than not at all
    station->send(request, this, [this, index](const StationAnswer &answer) {
        using Kind = LabStopOutcome::Kind;
        if (answer.isMissing())
            return note(index, Kind::Unreachable, phraseOf(answer));
        const auto report = answer.isGood() ? readStopReport(answer.body) : std::nullopt;
        if (!report)
            return note(index, Kind::Refused, phraseOf(answer));
        if (!report->isComplete())
            return note(index, Kind::NotYet, unsafeThings(*report), *report);
        note(index, Kind::Stopped, {}, *report);
    });
    m_stations.push_back(std::move(station));
}

void LabStop::note(qsizetype index, LabStopOutcome::Kind kind, const QString &problem,
                   const std::optional<StopReport> &report)
{
    const LabStopOutcome outcome {m_targets[index].station, kind, problem, report};
    m_outcomes.insert(index, outcome);
    --m_open;
    const bool isLast = m_open == 0;
    Q_EMIT answered(outcome);
    if (isLast)
        Q_EMIT finished();
}

QList<LabStopOutcome> LabStop::outcomes() const
{
    return m_outcomes.values();
}

} // namespace Holdfast
