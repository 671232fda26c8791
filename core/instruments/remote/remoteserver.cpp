// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/remoteserver.h"

#include "core/instruments/remote/remotesaid.h"
#include "core/instruments/remote/remotestop.h"
#include "core/instruments/remote/remotething.h"
#include "core/wire/jsonread.h"

#include <QDeadlineTimer>

namespace Holdfast {

namespace {

using Lane = UpstreamConnection::Lane;

constexpr std::chrono::minutes s_betweenWarnings {1};

//! Returns those of \a texts that are about \a thing, without its name and the separator.
QStringList about(const QString &thing, QChar separator, const QStringList &texts)
{
    QStringList found;
    for (const QString &text : texts) {
        if (text.section(separator, 0, 0) == thing)
            found << text.section(separator, 1);
    }
    return found;
}

} // namespace

RemoteServer::RemoteServer(const RemoteServerOptions &options)
    : m_options(options)
    , m_reachable(this, &RemoteServer::reachableChanged, false)
    , m_directUse(this, &RemoteServer::directUseChanged)
    , m_upstreamLock(this, &RemoteServer::upstreamLockChanged, UpstreamLockState::Unknown)
{
    options.check();
    expectParts();
    describeThing(tr("The server %1, whose Things are behind this station's lock.")
                      .arg(options.address().toString()),
                  tr("Remote server"));
    describe("reachable", tr("Whether the server answers."));
    describe("directUse", tr("The actions that run there now and were begun past this station, by "
                             "clients that use the server directly; empty when there are none."));
    describe("upstreamLock",
             tr("Whether the server has a global lock of its own, as far as its behaviour tells."));
}

void RemoteServer::discover()
{
    const QUrl address = m_options.address();
    QUrl origin = address;
    origin.setPath(QString());
    m_upstream = std::make_shared<Upstream>(
        UpstreamServer {origin, m_options.token(), m_options.certificate()});
    const RemoteSaid said = askForThings(*m_upstream, address.path());
    m_isKnown = !said.things.isEmpty();
    m_invocations = said.places.invocations;
    m_reachable = said.down.isEmpty();
    if (!said.notSaved.isEmpty())
        logWarning(
            tr("What the server says about itself could not be saved, so that its Things will "
               "be missing when Holdfast is started without it: %1.")
                .arg(said.notSaved));
    m_upstream->makeWatch(said.places, said.things);
    connect(m_upstream->watch(), &UpstreamWatch::stateChanged, this, &RemoteServer::showState);
    connect(m_upstream->watch(), &UpstreamWatch::directUseChanged, this,
            &RemoteServer::showDirectUse);
    connect(m_upstream->watch(), &UpstreamWatch::lockChanged, this, &RemoteServer::showLock);
    for (const auto &[name, description] : said.things.asKeyValueRange()) {
        if (!m_options.leaveOut.contains(name))
            addThing(name, description, said.streams, said.isLabThings());
    }
    m_upstream->beginWatch(said.down);
}

void RemoteServer::addThing(const QString &name, const UpstreamDescription &description,
                            const QStringList &streams, bool isLabThings)
{
    RemoteThing::Plan plan {.name = name, .description = description};
    plan.isLabThings = isLabThings;
    plan.withoutLock = about(name, u'.', m_options.withoutLock);
    plan.stop = about(name, u'.', m_options.stops).value(0);
    if (m_options.streams.isEmpty()) {
        for (const QString &stream : streams) {
            // Deeper paths are not streams of the Thing's own.
            if (stream.startsWith(description.path)
                && !stream.mid(description.path.size()).contains(u'/'))
                plan.streams << stream;
        }
    }
    for (const QString &stream : about(name, u'/', m_options.streams))
        plan.streams << description.path + stream;
    addPart(m_options.namePrefix + name, std::make_unique<RemoteThing>(m_upstream, plan));
}

void RemoteServer::emergencyStop()
{
    if (!m_upstream || m_invocations.isEmpty())
        return;
    UpstreamConnection &connection = m_upstream->connection();
    const QDeadlineTimer deadline(RemoteStop::limit);
    StationRequest question {.path = m_invocations};
    question.limit = RemoteStop::limit;
    const StationAnswer list = connection.ask(question, Lane::Urgent);
    if (!list.body.is_array())
        throw ThingError(tr("The server %1 does not say what runs there.").arg(connection.name()));
    std::vector<std::shared_ptr<UpstreamExchange>> cancels;
    for (const Json &invocation : list.body) {
        const QString status = JsonRead::text(invocation, "status");
        const QString id = JsonRead::text(invocation, "id");
        if ((status != QLatin1String("running") && status != QLatin1String("pending"))
            || m_upstream->invocations().isOurs(id))
            continue;
        StationRequest request {.verb = "DELETE", .path = m_invocations + u'/' + id};
        request.mayRepeat = true;
        request.limit = std::max(std::chrono::milliseconds {50},
                                 std::chrono::milliseconds {deadline.remainingTime()});
        cancels.push_back(connection.send(request, Lane::Urgent));
    }
    for (const auto &cancel : cancels) {
        if (cancel->wait().isMissing())
            throw ThingError(tr("The server %1 was told to stop, but has not confirmed it.")
                                 .arg(connection.name()));
    }
}

void RemoteServer::showState(const UpstreamState &state)
{
    m_reachable = state.down.isEmpty();
    const auto fault = remoteFault(state, m_upstream->connection().name(), {}, m_isKnown);
    if (fault)
        reportFault(*fault);
    else
        clearFault();
}

void RemoteServer::showDirectUse(const QString &operations)
{
    m_directUse = operations;
    if (operations.isEmpty()
        || (m_sinceWarning.isValid()
            && !m_sinceWarning.hasExpired(std::chrono::milliseconds(s_betweenWarnings).count())))
        return;
    m_sinceWarning.start();
    logWarning(
        tr("Clients use the server %1 directly, past this station's lock: %2. To keep them out, "
           "let that server listen on 127.0.0.1 only, or close its port in the firewall.")
            .arg(m_upstream->connection().name(), operations));
}

void RemoteServer::showLock(UpstreamLock lock)
{
    m_upstreamLock = lock == UpstreamLock::On    ? UpstreamLockState::On
                     : lock == UpstreamLock::Off ? UpstreamLockState::Off
                                                 : UpstreamLockState::Unknown;
    if (lock == UpstreamLock::Off)
        logWarning(
            tr("Actions of this station and of clients that use the server %1 directly run there "
               "at the same time: its own global lock is off. Switch it on "
               "(\"enable_global_lock\": true).")
                .arg(m_upstream->connection().name()));
}

} // namespace Holdfast
