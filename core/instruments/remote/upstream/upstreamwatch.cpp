// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamwatch.h"

#include "core/wire/jsonread.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using Lane = UpstreamConnection::Lane;

// A list that is longer than this is asked for less often.
constexpr std::size_t s_longList = 500;
constexpr std::chrono::milliseconds s_longInterval {5000};

bool isRunning(const Json &invocation)
{
    const QString status = JsonRead::text(invocation, "status");
    return status == QLatin1String("running") || status == QLatin1String("pending");
}

QString operationOf(const Json &invocation)
{
    const QString path = JsonRead::text(invocation, "action");
    return path.section(u'/', -2, -2) + u'.' + path.section(u'/', -1);
}

} // namespace

UpstreamWatch::UpstreamWatch(UpstreamConnection &connection, UpstreamInvocations &invocations,
                             Places places, QMap<QString, UpstreamDescription> expected)
    : m_connection(connection)
    , m_invocations(invocations)
    , m_places(std::move(places))
    , m_expected(std::move(expected))
{
    m_timer.setParent(this); // so that it comes along to another thread
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &UpstreamWatch::ask);
}

void UpstreamWatch::start(const QString &down)
{
    if (!down.isEmpty())
        setDown(down);
    m_timer.start(interval);
}

void UpstreamWatch::askNow()
{
    if (!m_isAsking)
        m_timer.start(0);
}

void UpstreamWatch::ask()
{
    m_isAsking = true;
    StationRequest request;
    request.path = m_places.invocations.isEmpty() ? m_places.descriptions : m_places.invocations;
    request.limit = limit;
    m_connection.send(
        request, Lane::Urgent,
        [self = QPointer(this), begun = m_invocations.count()](const StationAnswer &answer) {
            if (self)
                self->answered(answer, begun);
        });
}

void UpstreamWatch::answered(const StationAnswer &answer, quint64 begun)
{
    m_isAsking = false;
    m_timer.start(answer.body.size() > s_longList ? s_longInterval : interval);
    if (answer.isMissing()) {
        setDown(answer.failure);
        return;
    }
    if (m_places.invocations.isEmpty())
        compare(answer);
    else if (!m_state.down.isEmpty())
        compareNow();
    // What was begun meanwhile may be in the list before its id is known here.
    else if (!m_invocations.hasBegun(begun))
        lookForOthers(answer.body);
}

void UpstreamWatch::compareNow()
{
    StationRequest request {.path = m_places.descriptions};
    request.limit = UpstreamConnection::limit;
    m_connection.send(request, Lane::Urgent, [self = QPointer(this)](const StationAnswer &answer) {
        if (self)
            self->compare(answer);
    });
}

QMap<QString, UpstreamDescription> UpstreamWatch::read(const Json &body, const Places &places,
                                                       const QUrl &origin)
{
    QMap<QString, UpstreamDescription> found;
    QUrl url = origin;
    if (!places.isForAll) {
        url.setPath(places.descriptions);
        if (body.is_object() && (body.contains("properties") || body.contains("actions")))
            found.insert(QString(), readUpstreamDescription(body, url));
        return found;
    }
    if (!body.is_object())
        return found;
    // ".../thing_descriptions/" is beside the Things.
    const QString root = places.descriptions.section(u'/', 0, -3);
    for (const auto &[name, description] : body.items()) {
        url.setPath(root + u'/' + toQString(name) + u'/');
        found.insert(toQString(name), readUpstreamDescription(description, url));
    }
    return found;
}

void UpstreamWatch::compare(const StationAnswer &answer)
{
    if (answer.isMissing()) {
        setDown(answer.failure);
        return;
    }
    const bool wasDown = !m_state.down.isEmpty();
    UpstreamState state;
    if (!answer.isGood()) {
        setDown(QStringLiteral("it answered %1 to the question for its Things").arg(answer.status));
        return;
    }
    const auto found = read(answer.body, m_places, m_connection.origin());
    for (const auto &[name, expected] : m_expected.asKeyValueRange()) {
        const auto now = found.constFind(name);
        if (now == found.cend() || !now->offersTheSame(expected))
            state.otherwise << name;
    }
    for (const QString &name : found.keys()) {
        if (!m_expected.contains(name))
            state.otherwise << name;
    }
    m_connection.setUp();
    if (wasDown)
        cancelAbandoned();
    setState(state);
    if (wasDown)
        Q_EMIT cameBack();
}

void UpstreamWatch::lookForOthers(const Json &list)
{
    if (!list.is_array())
        return;
    QStringList others;
    bool runsOurs = false;
    bool runsOthers = false;
    for (const Json &invocation : list) {
        if (!isRunning(invocation))
            continue;
        const bool isActive = JsonRead::text(invocation, "status") == QLatin1String("running");
        if (m_invocations.isOurs(JsonRead::text(invocation, "id"))) {
            runsOurs = runsOurs || isActive;
            continue;
        }
        runsOthers = runsOthers || isActive;
        const QString by = JsonRead::text(invocation, "by"); // a Holdfast says it
        others << (by.isEmpty() ? operationOf(invocation)
                                : QStringLiteral("%1 (%2)").arg(operationOf(invocation), by));
    }
    // With a lock, the actions of one of them would wait.
    if (runsOurs && runsOthers)
        setLock(UpstreamLock::Off);
    others.removeDuplicates();
    setDirectUse(others.mid(0, 20).join(QStringLiteral(", ")));
}

void UpstreamWatch::noteBusy()
{
    setLock(UpstreamLock::On);
}

void UpstreamWatch::cancelAbandoned()
{
    for (const QString &path : m_invocations.takeAbandoned())
        m_connection.send({.verb = "DELETE", .path = path, .mayRepeat = true}, Lane::Urgent);
}

void UpstreamWatch::setDown(const QString &why)
{
    m_connection.setDown(why);
    setState({.down = why, .otherwise = m_state.otherwise});
    setDirectUse({});
}

void UpstreamWatch::setState(const UpstreamState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void UpstreamWatch::setDirectUse(const QString &use)
{
    if (std::exchange(m_directUse, use) != use)
        Q_EMIT directUseChanged(use);
}

void UpstreamWatch::setLock(UpstreamLock lock)
{
    if (std::exchange(m_lock, lock) != lock)
        Q_EMIT lockChanged(lock);
}

} // namespace Holdfast
