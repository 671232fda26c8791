// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/remotething.h"

#include "core/client/stationaddress.h"
#include "core/instruments/remote/remotejog.h"
#include "core/instruments/remote/upstream/upstreaminvocation.h"
#include "core/instruments/remote/upstream/upstreamobserver.h"
#include "core/instruments/remote/upstream/upstreamstream.h"
#include "core/thing/affordances/runtimeaffordances.h"

namespace Holdfast {

namespace {

using Lane = UpstreamConnection::Lane;

QUrl originOf(const QUrl &url)
{
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setAuthority(url.authority());
    return origin;
}

//! Returns whether the answer to a cancellation says that nothing runs any more.
bool hasEnded(const StationAnswer &answer)
{
    // LabThings answers 503 for one that is over.
    return answer.isGood() || answer.status == 503 || answer.status == 404 || answer.status == 409;
}

} // namespace

//! What follows the other server, in the connection's thread; destroyed there.
struct RemoteThing::Following
{
    std::unique_ptr<UpstreamObserver> observer {};
    std::vector<std::unique_ptr<UpstreamStream>> streams {};
};

RemoteThing::RemoteThing(const RemoteThingOptions &options)
    : m_options(options)
    , m_isPart(false)
{
    options.check();
    describeThing(tr("A Thing of the server %1.").arg(options.url), tr("Remote Thing"));
}

RemoteThing::RemoteThing(std::shared_ptr<Upstream> upstream, const Plan &plan)
    : m_isPart(true)
    , m_upstream(std::move(upstream))
    , m_plan(plan)
{
    declare();
}

RemoteThing::~RemoteThing()
{
    close();
}

void RemoteThing::discover()
{
    if (m_isPart)
        return;
    const QUrl url(m_options.url);
    m_upstream = std::make_shared<Upstream>(
        UpstreamServer {originOf(url), m_options.token(), m_options.certificate()});
    const RemoteSaid said = askForThing(*m_upstream, url.path());
    m_plan.name = QString();
    m_plan.description = said.things.value(QString());
    m_plan.isLabThings = said.isLabThings();
    m_plan.isKnown = !said.things.isEmpty();
    m_plan.stop = m_options.stop;
    m_plan.withoutLock = m_options.withoutLock;
    for (const QString &stream : said.streams) {
        if (stream.startsWith(m_plan.description.path) && !m_plan.description.path.isEmpty())
            m_plan.streams << stream;
    }
    if (!m_options.streams.isEmpty())
        m_plan.streams.clear();
    for (const QString &stream : m_options.streams)
        m_plan.streams << QUrl(m_options.url).resolved(QUrl(stream)).path();
    m_upstream->makeWatch(said.places, said.things);
    declare();
    m_upstream->beginWatch(said.down);
}

void RemoteThing::declare()
{
    const UpstreamDescription &thing = m_plan.description;
    const QString server = m_upstream->connection().name();
    if (m_plan.isKnown)
        describeThing(thing.description.isEmpty() ? tr("A Thing of the server %1.").arg(server)
                                                  : thing.description.simplified(),
                      thing.title.isEmpty() ? tr("Remote Thing") : thing.title);
    m_leftOut << thing.leftOut;
    try {
        if (m_plan.isKnown)
            m_stop = stopOf(thing, m_plan.stop);
    } catch (const ThingError &error) {
        m_lastingFault = {.what = error.message(),
                          .remedy = tr("Correct what the configuration says about its stop.")};
    }
    const bool isBearer = thing.security == QLatin1String("bearer");
    if (isBearer && m_upstream->connection().token().isEmpty())
        m_lastingFault = {
            .what = tr("The server %1 wants a token from its clients.").arg(server),
            .remedy = tr("Put a token of that server into a file, and name the file in the option "
                         "token_file.")};
    else if (!isBearer && !thing.security.isEmpty())
        m_lastingFault = {
            .what = tr("The server %1 wants to know who asks (%2), which Holdfast cannot tell it.")
                        .arg(server, thing.security),
            .remedy = tr("Let that server serve this computer without authentication.")};
    for (const UpstreamProperty &property : thing.properties)
        declareProperty(property);
    for (const UpstreamAction &action : thing.actions)
        declareAction(action);
    for (const UpstreamEvent &event : thing.events)
        declareEvent(event);
    for (const QString &stream : m_plan.streams)
        addStream(stream);
    connect(m_upstream->watch(), &UpstreamWatch::stateChanged, this, &RemoteThing::showState);
}

void RemoteThing::declareProperty(const UpstreamProperty &property)
{
    RuntimeProperty result;
    result.name = property.name;
    result.schema = property.schema;
    result.observable = true;
    result.read = [this, form = property.read] { return m_upstream->ask(form.request()); };
    if (property.isWritable()) {
        result.write = [this, property](const Json &value) { write(property, value); };
        if (property.schema.contains("default"))
            result.resetValue = property.schema["default"];
    }
    try {
        addProperty(result);
    } catch (const DeclarationError &error) {
        leaveOut(property.name, error.message());
    }
}

void RemoteThing::declareAction(const UpstreamAction &action)
{
    RuntimeAction result;
    result.name = action.name;
    result.title = action.title;
    result.description = action.description;
    result.input = action.input;
    result.output = action.output.is_null() ? Json::object() : action.output;
    result.usesGlobalLock = !m_plan.withoutLock.contains(action.name);
    result.run = [this, action](const Json &input, const QList<Blob> &blobs) {
        return run(action, input, blobs);
    };
    if (m_plan.isLabThings && RemoteJog::isJog(action)) {
        result.endedBy = RemoteJog::end();
        result.run = [this, action](const Json &input, const QList<Blob> &) {
            const auto askAfterwards = qScopeGuard([this] { askSoon(); });
            RemoteJog(m_upstream, m_plan.name, action).run(input);
            return Payload();
        };
    }
    try {
        addAction(result);
    } catch (const DeclarationError &error) {
        leaveOut(action.name, error.message());
    }
}

void RemoteThing::declareEvent(const UpstreamEvent &event)
{
    if (!m_plan.isLabThings) {
        leaveOut(event.name, tr("events of this kind of server cannot be followed."));
        return;
    }
    try {
        addEvent({.name = event.name,
                  .title = event.title,
                  .description = event.description,
                  .data = event.data});
    } catch (const DeclarationError &error) {
        leaveOut(event.name, error.message());
    }
}

void RemoteThing::addStream(const QString &path)
{
    m_streams.push_back(std::make_unique<FrameStream>(this, path.section(u'/', -1)));
    m_streamPaths << path;
}

void RemoteThing::leaveOut(const QString &name, const QString &why)
{
    m_leftOut << tr("'%1' is left out: %2").arg(name.left(200), why);
}

void RemoteThing::open()
{
    for (const QString &each : std::as_const(m_leftOut))
        logWarning(each);
    if (m_lastingFault)
        reportFault(*m_lastingFault);
    if (m_upstream)
        follow();
}

void RemoteThing::follow()
{
    m_following = std::make_shared<Following>();
    m_upstream->connection().call([this] {
        UpstreamConnection &connection = m_upstream->connection();
        UpstreamObserver::Sinks sinks;
        sinks.changed = [this](const QString &name, const Json &value) {
            if (affordances().property(name))
                changed(name, value);
        };
        sinks.emitted = [this](const QString &name, const Json &data) {
            if (affordances().event(name))
                emitEvent(name, data);
        };
        sinks.isHeard = [this] { return areChangesHeard(); };
        sinks.lost = [upstream = m_upstream.get()] { upstream->watch()->compareNow(); };
        m_following->observer = std::make_unique<UpstreamObserver>(
            connection, m_plan.description, std::move(sinks), m_plan.isLabThings);
        m_following->observer->start();
        for (std::size_t i = 0; i < m_streams.size(); ++i) {
            FrameStream *pictures = m_streams[i].get();
            auto stream = std::make_unique<UpstreamStream>(
                connection, m_streamPaths.at(qsizetype(i)),
                [pictures](const QByteArray &jpeg) { pictures->publish(jpeg); });
            connect(pictures, &FrameStream::watchedChanged, stream.get(),
                    &UpstreamStream::setWanted);
            connect(stream.get(), &UpstreamStream::failed, this,
                    [this, path = m_streamPaths.at(qsizetype(i))](const QString &why) {
                        if (!why.isEmpty())
                            logWarning(tr("The stream %1 cannot be had: %2. It is tried again.")
                                           .arg(path, why));
                    });
            m_following->streams.push_back(std::move(stream));
        }
    });
}

void RemoteThing::close()
{
    if (!m_following)
        return;
    m_upstream->connection().call([this] {
        m_following->observer.reset();
        m_following->streams.clear();
    });
    m_following.reset();
}

void RemoteThing::write(const UpstreamProperty &property, const Json &value)
{
    m_upstream->ask(property.write.request(value));
    m_upstream->connection().post([following = std::weak_ptr(m_following), name = property.name] {
        const auto alive = following.lock();
        if (alive && alive->observer)
            alive->observer->published(name);
    });
}

Payload RemoteThing::run(const UpstreamAction &action, const Json &input, const QList<Blob> &blobs)
{
    const auto askAfterwards = qScopeGuard([this] { askSoon(); });
    UpstreamInvocation invocation(m_upstream, m_plan.name, action, m_plan.isLabThings);
    return invocation.run(input, blobs);
}

void RemoteThing::askSoon()
{
    m_upstream->connection().post([following = std::weak_ptr(m_following)] {
        const auto alive = following.lock();
        if (alive && alive->observer)
            alive->observer->askSoon();
    });
}

void RemoteThing::emergencyStop()
{
    if (!m_upstream)
        return;
    UpstreamConnection &connection = m_upstream->connection();
    std::vector<std::shared_ptr<UpstreamExchange>> cancels;
    std::shared_ptr<UpstreamExchange> stop;
    if (m_stop) {
        StationRequest request = m_stop->action.invoke.request(m_stop->input);
        request.limit = RemoteStop::limit;
        stop = connection.send(request, Lane::Urgent);
    }
    for (const QString &path : m_upstream->invocations().running(m_plan.name)) {
        StationRequest request {.verb = "DELETE", .path = path, .mayRepeat = true};
        request.limit = RemoteStop::limit;
        cancels.push_back(connection.send(request, Lane::Urgent));
    }
    QString failure;
    for (const auto &cancel : cancels) {
        const StationAnswer answer = cancel->wait();
        if (!hasEnded(answer))
            failure = answer.isMissing() ? answer.failure : QString::number(answer.status);
    }
    if (stop) {
        const StationAnswer answer = stop->wait();
        if (!answer.isGood())
            failure = answer.isMissing() ? answer.failure : QString::number(answer.status);
    }
    if (!failure.isEmpty())
        throw ThingError(tr("The server %1 was told to stop, but has not confirmed it: %2.")
                             .arg(connection.name(), failure));
}

void RemoteThing::showState(const UpstreamState &state)
{
    auto fault = remoteFault(state, m_upstream->connection().name(), m_plan.name, m_plan.isKnown);
    if (!fault)
        fault = m_lastingFault;
    if (fault)
        reportFault(*fault);
    else
        clearFault();
}

} // namespace Holdfast
