// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/server/http/limits/clientid.h"
#include "core/server/http/limits/limithit.h"
#include "core/server/http/limits/requestrates.h"

#include <QHash>

#include <array>
#include <memory>
#include <optional>

namespace Holdfast {

class RequestObserver;

//! \brief What a client has of something that is limited. It is given back when this is destroyed.
class QuotaShare
{
public:
    ~QuotaShare();
    Q_DISABLE_COPY_MOVE(QuotaShare)

    //! Makes it \a amount instead. Returns the limit that this would exceed; then it stays as it is. Less is always allowed.
    std::optional<LimitHit> change(qint64 amount);

private:
    friend class ClientQuotas;
    struct Book;

    QuotaShare(std::shared_ptr<Book> book, Counted what, ClientId client, qint64 amount);

    const std::shared_ptr<Book> m_book;
    const Counted m_what;
    const ClientId m_client;
    qint64 m_amount;
};

//! \brief Counts what the clients of a server have of everything that is limited, by client and in total. Used in the thread of
//! the server.
class ClientQuotas
{
public:
    //! Makes it with nothing taken. The limits may change while this lives.
    explicit ClientQuotas(const Limits &limits);
    ~ClientQuotas();
    Q_DISABLE_COPY_MOVE(ClientQuotas)

    //! Sets what counts the limits that are met; it must outlive this and all shares. May be null.
    void setObserver(RequestObserver *observer);
    //! Returns the limits, which may be changed.
    Limits &limits();
    const Limits &limits() const;

    //! \brief A share, or the limit that stands in the way.
    struct Outcome
    {
        std::shared_ptr<QuotaShare> share;
        std::optional<LimitHit> hit;
    };
    //! Takes \a amount for \a client. A body is always allowed where there is no other, however large it is.
    Outcome take(Counted what, const ClientId &client, qint64 amount = 1);

    //! Counts a request of \a client. Returns the limit if it comes too soon.
    std::optional<LimitHit> countRequest(const ClientId &client);

    //! Returns the limit that \a amount more would exceed, for what is counted elsewhere: \a client has \a ofClient now, and all
    //! have \a ofAll.
    std::optional<LimitHit> objection(Counted what, const ClientId &client, qint64 ofClient,
                                      qint64 ofAll, qint64 amount = 1);

    //! Notes that a client has met a limit of its connection.
    void note(const LimitHit &hit);

private:
    const std::shared_ptr<QuotaShare::Book> m_book;
    RequestRates m_rates;
};

} // namespace Holdfast
