// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArray>
#include <QString>
#include <QUrlQuery>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief A request to a station.
struct StationRequest
{
    QByteArray verb = "GET";
    QString path; //!< below the station's address: "/lock"
    QUrlQuery query {};
    Json body {};                             //!< null: none
    QByteArray leaseToken {};                 //!< empty: outside every lease
    std::chrono::milliseconds limit {10'000}; //!< so long it may send no byte
    //! Whether it does no harm if the station carries it out twice. Then it is sent again when the
    //! connection is closed before the answer, which the server may have done at the end of an idle
    //! connection. Other requests are sent once, except GET.
    bool mayRepeat = false;

    bool isSentOnce() const { return !mayRepeat && verb != "GET"; }
};

//! \brief What a station answered, or why there is no answer.
struct StationAnswer
{
    int status = 0;     //!< of HTTP; 0: there is no answer
    QString failure {}; //!< why there is none: a phrase, "the connection was refused"
    Json body {};       //!< null when there is none, or it is not JSON
    std::chrono::milliseconds retryAfter {0};

    bool isGood() const { return status >= 200 && status < 300; }
    bool isMissing() const { return status == 0; }
};

//! \brief An answer, and what it means.
template<typename T>
struct StationReply
{
    StationAnswer answer {};
    //! Empty when the answer is not good, or is not what was agreed.
    std::optional<T> value {};
};

} // namespace Holdfast
