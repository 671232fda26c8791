// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/service/labdesk.h"

#include "core/lab/labqueue.h"

#include <QTimer>

#include <utility>

namespace Holdfast {

namespace {

using namespace std::chrono_literals;

// An election of etcd takes one second, and finding out that a node is silent two.
constexpr auto s_timeOfEtcd = 4s;
constexpr auto s_nextLook = 50ms;

} // namespace

LabDesk::LabDesk(const LabSetup &setup, std::shared_ptr<LabBoard> board)
    : m_agent(setup.options)
    , m_board(std::move(board))
    , m_situation(m_board->situation())
    , m_stations(setup.stationsFile)
{
    connect(&m_agent, &LabAgent::granted, this, &LabDesk::grant);
    connect(&m_agent, &LabAgent::lost, this, &LabDesk::lose);
    connect(&m_agent, &LabAgent::endangered, this, [this](const QString &ticket) {
        if (const auto place = find(ticket); place && place->m_hooks.endangered)
            place->m_hooks.endangered();
    });
    connect(&m_agent, &LabAgent::changed, this, &LabDesk::review);
    connect(&m_agent, &LabAgent::stateChanged, this, &LabDesk::review);
}

LabDesk::~LabDesk() = default;

void LabDesk::request(const std::shared_ptr<LabPlace> &place,
                      std::optional<std::chrono::milliseconds> wait)
{
    m_places.emplace(place->id(), place);
    LabRequest request = place->request();
    request.id = place->id();
    m_agent.request(request);
    if (wait)
        expireIn(*wait, place->id(), BootClock::now() + *wait + s_timeOfEtcd);
}

void LabDesk::expireIn(std::chrono::milliseconds wait, const QString &ticket,
                       BootClock::time_point atLast)
{
    QTimer::singleShot(wait, this, [this, ticket, atLast] { expire(ticket, atLast); });
}

void LabDesk::expire(const QString &ticket, BootClock::time_point atLast)
{
    const auto place = find(ticket);
    if (!place || !place->tokens().isEmpty())
        return;
    const bool mayBeNext = LabQueue::ahead(m_agent.snapshot(), ticket).isEmpty()
                           && m_agent.state() != LabAgent::State::Unreachable;
    if (mayBeNext && BootClock::now() < atLast) {
        expireIn(s_nextLook, ticket, atLast);
        return;
    }
    release(place);
    if (place->m_hooks.expired)
        place->m_hooks.expired();
}

void LabDesk::release(const std::shared_ptr<LabPlace> &place)
{
    m_places.erase(place->id());
    m_agent.release(place->id());
}

void LabDesk::grant(const QString &ticket, const LabTokens &tokens)
{
    const auto place = find(ticket);
    if (!place)
        return;
    {
        const std::lock_guard lock(place->m_mutex);
        place->m_tokens = tokens;
    }
    place->m_isWanted = m_agent.isWanted(ticket);
    if (place->m_hooks.granted)
        place->m_hooks.granted(tokens);
}

void LabDesk::lose(const QString &ticket, const LabLoss &loss)
{
    const auto place = find(ticket);
    if (!place)
        return;
    m_places.erase(ticket);
    {
        const std::lock_guard lock(place->m_mutex);
        place->m_tokens.clear();
        place->m_loss = loss;
    }
    if (place->m_hooks.lost)
        place->m_hooks.lost(loss);
}

void LabDesk::review()
{
    for (const auto &[ticket, place] : m_places)
        place->m_isWanted = !place->tokens().isEmpty() && m_agent.isWanted(ticket);
    const LabSnapshot &lab = m_agent.snapshot();
    // The figures change with each round; what people see does not.
    const bool isNews = m_situation.snapshot.revision != lab.revision
                        || m_situation.connection != m_agent.state()
                        || m_situation.problem != m_agent.problem();
    if (isNews) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        if (m_situation.connection != m_agent.state())
            m_situation.connectionSince = now;
        m_situation.connection = m_agent.state();
        m_situation.problem = m_agent.problem();
        m_situation.snapshot = lab;
        m_situation.memory.note(lab, now);
        m_stations.keep(m_situation.memory.stations());
    }
    m_board->set(m_situation, m_agent.figures());
    if (isNews)
        Q_EMIT changed();
}

std::shared_ptr<LabPlace> LabDesk::find(const QString &ticket) const
{
    const auto found = m_places.find(ticket);
    return found == m_places.end() ? nullptr : found->second;
}

} // namespace Holdfast
