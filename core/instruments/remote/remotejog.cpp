// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/remotejog.h"

#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"
#include "core/wire/invocationjson.h"
#include "core/wire/jsonread.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace Holdfast {

using Lane = UpstreamConnection::Lane;

bool RemoteJog::isJog(const UpstreamAction &action)
{
    const Json &inputs = JsonRead::member(action.input, "properties");
    return action.name == QLatin1String("jog")
           && JsonRead::text(JsonRead::member(inputs, "stop"), "type") == QLatin1String("boolean");
}

RemoteJog::RemoteJog(std::shared_ptr<Upstream> upstream, QString thing, UpstreamAction action)
    : m_upstream(std::move(upstream))
    , m_thing(std::move(thing))
    , m_action(std::move(action))
{
}

RemoteJog::~RemoteJog()
{
    if (m_mayMove)
        ask({{"stop", true}});
    for (auto call = m_calls.keyBegin(); call != m_calls.keyEnd(); ++call)
        m_upstream->invocations().remove(*call);
}

void RemoteJog::run(const Json &first)
{
    std::optional<Renewal> news = awaitRenewal(Clock::now());
    if (!news)
        news = Renewal {.input = QVariant::fromValue(first), .asked = Clock::now()};
    Clock::time_point until;
    for (;;) {
        if (news) {
            const auto command = news->input.value<Json>();
            until = JsonRead::flag(command, "stop") ? Clock::time_point() : news->asked + patience;
            if (Clock::now() < until)
                send(command);
        }
        if (Clock::now() >= until) {
            halt();
            if (endRenewals())
                return;
        } else {
            look();
        }
        news = awaitRenewal(std::min(until, Clock::now() + pause));
    }
}

void RemoteJog::send(const Json &command)
{
    const StationAnswer answer = ask(command);
    // A stage that another client moves there is not stopped because it has refused this one.
    m_mayMove = m_mayMove || answer.isGood() || answer.isMissing();
    if (!answer.isGood())
        m_upstream->refuse(answer);
}

StationAnswer RemoteJog::ask(const Json &command)
{
    StationRequest request = m_action.invoke.request(command);
    request.limit = limit;
    const bool isStop = JsonRead::flag(command, "stop");
    request.mayRepeat = isStop;
    const UpstreamInvocations::Beginning beginning(m_upstream->invocations());
    StationAnswer answer =
        m_upstream->connection().ask(request, isStop ? Lane::Urgent : Lane::Usual);
    if (answer.isGood())
        note(answer.body);
    return answer;
}

void RemoteJog::note(const Json &invocation)
{
    if (!readInvocation(invocation))
        return;
    const QString id = JsonRead::text(invocation, "id");
    const QString path = upstreamPathOf(invocation, m_upstream->connection().origin());
    m_calls.insert(id, path);
    m_upstream->invocations().add(m_thing, id, path);
}

void RemoteJog::halt()
{
    if (std::exchange(m_mayMove, false)) {
        const StationAnswer answer = ask({{"stop", true}});
        if (!answer.isGood()) {
            m_mayMove = true;
            m_upstream->refuse(answer);
        }
    }
    const Clock::time_point deadline = Clock::now() + UpstreamConnection::limit;
    for (look(); !m_calls.isEmpty() && Clock::now() < deadline; look())
        cancellableSleep(pause / 5);
}

void RemoteJog::look()
{
    const QMap<QString, QString> calls = m_calls;
    for (auto call = calls.begin(); call != calls.end(); ++call) {
        StationRequest request {.path = call.value()};
        request.limit = limit;
        const StationAnswer answer = m_upstream->connection().ask(request);
        if (!answer.isGood())
            m_upstream->refuse(answer);
        const auto record = readInvocation(answer.body);
        if (record && !record->isFinished())
            continue;
        m_calls.remove(call.key());
        m_upstream->invocations().remove(call.key());
        if (record && record->state != InvocationState::Completed)
            m_upstream->fail(answer.body, *record);
    }
}

} // namespace Holdfast
