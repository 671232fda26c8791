// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/limits/clientquotas.h"

#include "core/server/http/gate/requestobserver.h"

#include <utility>

namespace Holdfast {

namespace {

constexpr auto s_kinds = std::size_t(Counted::HistoryQueries) + 1;

LimitScope scopeOf(const ClientId &client)
{
    return client.kind == ClientId::Kind::Local ? LimitScope::Local : LimitScope::Client;
}

} // namespace

//! \brief The amounts, which outlive the ClientQuotas as long as there is a share.
struct QuotaShare::Book
{
    struct Use
    {
        qint64 total = 0;
        QHash<QByteArray, qint64> ofClients {};
    };

    // Returns the limit that \a amount more exceeds; \a ofClient and \a ofAll are there already.
    std::optional<LimitHit> objection(Counted what, const ClientId &client, qint64 ofClient,
                                      qint64 ofAll, qint64 amount, bool isFirstFree)
    {
        const ClientLimit &limit = limitOf(limits, what);
        const auto exceeds = [&](LimitScope scope, qint64 used) {
            const bool isFree = isFirstFree && used == 0;
            return limitRow(what, scope) && used + amount > partOf(limit, scope) && !isFree;
        };
        const LimitScope scope = scopeOf(client);
        if (client.kind != ClientId::Kind::Proxy && exceeds(scope, ofClient))
            return meet(LimitHit::of(what, scope, limits));
        if (exceeds(LimitScope::Total, ofAll))
            return meet(LimitHit::of(what, LimitScope::Total, limits));
        return {};
    }

    LimitHit meet(const LimitHit &hit) const
    {
        if (observer)
            observer->limitMet(*hit.row);
        return hit;
    }

    qint64 used(Counted what, const ClientId &client) const
    {
        return uses.at(std::size_t(what)).ofClients.value(client.key);
    }

    void add(Counted what, const ClientId &client, qint64 amount)
    {
        Use &use = uses.at(std::size_t(what));
        use.total += amount;
        if (client.kind == ClientId::Kind::Proxy)
            return;
        qint64 &mine = use.ofClients[client.key];
        mine += amount;
        if (mine == 0)
            use.ofClients.remove(client.key);
    }

    Limits limits;
    RequestObserver *observer = nullptr;
    std::array<Use, s_kinds> uses {};
};

QuotaShare::QuotaShare(std::shared_ptr<Book> book, Counted what, ClientId client, qint64 amount)
    : m_book(std::move(book))
    , m_what(what)
    , m_client(std::move(client))
    , m_amount(amount)
{
    m_book->add(m_what, m_client, m_amount);
}

QuotaShare::~QuotaShare()
{
    m_book->add(m_what, m_client, -m_amount);
}

std::optional<LimitHit> QuotaShare::change(qint64 amount)
{
    const qint64 more = amount - m_amount;
    if (more > 0) {
        if (auto hit = m_book->objection(m_what, m_client, m_book->used(m_what, m_client),
                                         m_book->uses.at(std::size_t(m_what)).total, more, false))
            return hit;
    }
    m_book->add(m_what, m_client, more);
    m_amount = amount;
    return {};
}

ClientQuotas::ClientQuotas(const Limits &limits)
    : m_book(std::make_shared<QuotaShare::Book>())
{
    m_book->limits = limits;
}

ClientQuotas::~ClientQuotas()
{
    m_book->observer = nullptr;
}

void ClientQuotas::setObserver(RequestObserver *observer)
{
    m_book->observer = observer;
}

Limits &ClientQuotas::limits()
{
    return m_book->limits;
}

const Limits &ClientQuotas::limits() const
{
    return m_book->limits;
}

ClientQuotas::Outcome ClientQuotas::take(Counted what, const ClientId &client, qint64 amount)
{
    const auto hit = m_book->objection(what, client, m_book->used(what, client),
                                       m_book->uses.at(std::size_t(what)).total, amount,
                                       what == Counted::Bodies);
    if (hit)
        return {nullptr, hit};
    return {std::shared_ptr<QuotaShare>(new QuotaShare(m_book, what, client, amount)), {}};
}

std::optional<LimitHit> ClientQuotas::countRequest(const ClientId &client)
{
    const ClientLimit &limit = m_book->limits.requestsPerSecond;
    const LimitScope scope = scopeOf(client);
    if (const qint64 most = partOf(limit, scope); most > 0 && !m_rates.pass(client.key, most))
        return m_book->meet(LimitHit::of(Counted::Requests, scope, m_book->limits));
    if (limit.total > 0 && !m_rates.pass({}, limit.total))
        return m_book->meet(LimitHit::of(Counted::Requests, LimitScope::Total, m_book->limits));
    return {};
}

std::optional<LimitHit> ClientQuotas::objection(Counted what, const ClientId &client,
                                                qint64 ofClient, qint64 ofAll, qint64 amount)
{
    return m_book->objection(what, client, ofClient, ofAll, amount, false);
}

void ClientQuotas::note(const LimitHit &hit)
{
    m_book->meet(hit);
}

} // namespace Holdfast
