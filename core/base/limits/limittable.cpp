// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/limits/limittable.h"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

namespace Holdfast {

namespace {

using Get = qint64 (*)(const Limits &);
using Set = void (*)(Limits &, qint64);

constexpr qint64 s_mebibyte = Limits::mebibyte;
constexpr qint64 s_gibibyte = 1024 * s_mebibyte;
constexpr qint64 s_hour = 3'600'000; // milliseconds

template<auto Member>
qint64 get(const Limits &limits)
{
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(limits.*Member)>,
                                 std::chrono::milliseconds>)
        return (limits.*Member).count();
    else
        return limits.*Member;
}

template<auto Member>
void set(Limits &limits, qint64 value)
{
    using Value = std::remove_reference_t<decltype(limits.*Member)>;
    limits.*Member = static_cast<Value>(value);
}

template<auto Member, auto Part>
qint64 getPart(const Limits &limits)
{
    return limits.*Member.*Part;
}

template<auto Member, auto Part>
void setPart(Limits &limits, qint64 value)
{
    limits.*Member.*Part = value;
}

//! \brief A limit that is not counted for clients.
struct SingleLimit
{
    const char *section;
    const char *name;
    qint64 least;
    qint64 most;
    const char *meaning; // with {n} for the value
    Get get;
    Set set;
};

template<auto Member>
constexpr SingleLimit single(const char *section, const char *name, qint64 least, qint64 most,
                             const char *meaning)
{
    return {section, name, least, most, meaning, &get<Member>, &set<Member>};
}

// Those of one connection come in the order of ConnectionLimit, and the others after them.
constexpr std::array s_single {
    single<&Limits::headBytes>("connection", "head_bytes", 1024, s_mebibyte,
                               "the line and the header fields of a request may have {n} bytes"),
    single<&Limits::targetBytes>("connection", "target_bytes", 256, s_mebibyte,
                                 "the path and the query of a request may have {n} bytes"),
    single<&Limits::headerCount>("connection", "header_fields", 10, 1000,
                                 "a request may have {n} header fields"),
    single<&Limits::bodyBytes>("connection", "body_bytes", 1024, s_gibibyte,
                               "the body of a request may have {n} bytes"),
    single<&Limits::messageBytes>("connection", "message_bytes", 1024, s_gibibyte,
                                  "a message over a WebSocket may have {n} bytes"),
    single<&Limits::headTimeout>("connection", "head_ms", 100, s_hour,
                                 "the head of a request may take {n} ms to arrive"),
    single<&Limits::bodyTimeout>("connection", "body_ms", 100, s_hour,
                                 "the body of a request may take {n} ms to arrive"),
    single<&Limits::messageTimeout>("connection", "message_ms", 100, s_hour,
                                    "a message over a WebSocket may take {n} ms to arrive"),
    single<&Limits::idle>("connection", "idle_ms", 100, 24 * s_hour,
                          "a connection without a request is closed after {n} ms"),
    single<&Limits::writeStall>("connection", "stall_ms", 100, s_hour,
                                "a client that takes no data is disconnected after {n} ms"),
    single<&Limits::backlogBytes>("connection", "unread_bytes", 1024, s_gibibyte,
                                  "with {n} bytes of unread answers a client gets no further ones"),
    single<&Limits::reservedConnections>("total", "reserved_connections", 8, 10'000,
                                         "another {n} connections are for a stop only"),
    single<&Limits::totalBacklogBytes>(
        "total", "unread_bytes", s_mebibyte, 64 * s_gibibyte,
        "with {n} bytes of unread answers a slow client is disconnected after a second"),
    single<&Limits::resultBytes>("total", "result_bytes", s_mebibyte, 1024 * s_gibibyte,
                                 "the inputs and results of invocations that have ended are kept "
                                 "up to {n} bytes, blobs included"),
    single<&Limits::readers>(
        "thing", "readers", 1, 8,
        "at most {n} of the eight threads that read properties may work for one Thing"),
    single<&Limits::workers>(
        "thing", "workers", 1, 16,
        "at most {n} of the sixteen threads for writes and actions without the lock "
        "may work for one Thing"),
};

//! \brief A limit that is counted for clients.
struct CountedLimit
{
    Counted what;
    const char *name;
    qint64 least;
    qint64 most;
    const char *phrase; // goes on from "One client may "
    ClientLimit Limits::*limit;
    std::array<Get, 3> get; // by LimitScope
    std::array<Set, 3> set;
};

template<auto Member>
constexpr CountedLimit counted(Counted what, const char *name, qint64 least, qint64 most,
                               const char *phrase)
{
    return {what,
            name,
            least,
            most,
            phrase,
            Member,
            {&getPart<Member, &ClientLimit::client>, &getPart<Member, &ClientLimit::local>,
             &getPart<Member, &ClientLimit::total>},
            {&setPart<Member, &ClientLimit::client>, &setPart<Member, &ClientLimit::local>,
             &setPart<Member, &ClientLimit::total>}};
}

// In the order of Counted.
constexpr std::array s_counted {
    counted<&Limits::connections>(Counted::Connections, "connections", 1, 100'000,
                                  "have at most {n} connections at the same time"),
    counted<&Limits::requestsPerSecond>(Counted::Requests, "requests_per_second", 0, 1'000'000,
                                        "make at most {n} requests a second"),
    counted<&Limits::bodies>(Counted::Bodies, "body_bytes", s_mebibyte, 64 * s_gibibyte,
                             "send at most {n} bytes of large request bodies at the same time"),
    counted<&Limits::messages>(
        Counted::Messages, "message_bytes", 16 * 1024, 64 * s_gibibyte,
        "have at most {n} bytes of unfinished WebSocket messages at the same time"),
    counted<&Limits::subscriptions>(
        Counted::Subscriptions, "subscriptions", 1, 100'000,
        "observe at most {n} properties, events, actions and streams at the same time"),
    counted<&Limits::invocations>(
        Counted::Invocations, "invocations", 1, 1000,
        "have at most {n} invocations that have not ended at the same time"),
    counted<&Limits::inputs>(Counted::Inputs, "input_bytes", s_mebibyte, 64 * s_gibibyte,
                             "have at most {n} bytes of inputs in invocations that have not ended"),
    counted<&Limits::queuePlaces>(Counted::QueuePlaces, "queue_places", 1, 10'000,
                                  "have at most {n} requests that wait for the global lock"),
    counted<&Limits::leases>(Counted::Leases, "leases", 1, 1000,
                             "have at most {n} leases at the same time"),
    counted<&Limits::historyQueries>(Counted::HistoryQueries, "history_queries", 1, 64,
                                     "ask for the history at most {n} times at the same time"),
};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < s_counted.size(); ++i) {
        if (s_counted[i].what != Counted(i))
            return false;
    }
    return true;
}
static_assert(isInOrder(), "each has its row, in the order of the values");

struct Section
{
    LimitScope scope;
    const char *name;
    const char *subject;
};

// In the order of LimitScope.
constexpr std::array s_sections {
    Section {LimitScope::Client, "client", "One client"},
    Section {LimitScope::Local, "local", "The programs on this computer together"},
    Section {LimitScope::Total, "total", "All clients together"},
};

LimitRow rowOf(const SingleLimit &limit)
{
    return {QString::fromLatin1(limit.section),
            QString::fromLatin1(limit.name),
            limit.least,
            limit.most,
            QString::fromLatin1(limit.meaning),
            limit.get,
            limit.set};
}

LimitRow rowOf(const CountedLimit &limit, const Section &section)
{
    const auto part = std::size_t(section.scope);
    return {QString::fromLatin1(section.name),
            QString::fromLatin1(limit.name),
            limit.least,
            limit.most,
            QStringLiteral("%1 may %2")
                .arg(QLatin1String(section.subject), QLatin1String(limit.phrase)),
            limit.get.at(part),
            limit.set.at(part)};
}

//! \brief All rows, and where those of each kind are.
struct Table
{
    Table()
    {
        const auto add = [this](const char *section) {
            for (const SingleLimit &limit : s_single) {
                if (QLatin1String(limit.section) == QLatin1String(section))
                    rows << rowOf(limit);
            }
        };
        add("connection");
        for (const Section &section : s_sections) {
            for (const CountedLimit &limit : s_counted) {
                // The lock has a limit of its own for all together.
                if (limit.what == Counted::QueuePlaces && section.scope == LimitScope::Total)
                    continue;
                rows << rowOf(limit, section);
            }
        }
        add("total");
        add("thing");
    }

    const LimitRow *find(const char *section, const char *name) const
    {
        const auto found = std::find_if(rows.cbegin(), rows.cend(), [=](const LimitRow &row) {
            return row.section == QLatin1String(section) && row.name == QLatin1String(name);
        });
        return found == rows.cend() ? nullptr : &*found;
    }

    QList<LimitRow> rows;
};

const Table &table()
{
    static const Table all;
    return all;
}

} // namespace

const QList<LimitRow> &limitRows()
{
    return table().rows;
}

const LimitRow *limitRow(ConnectionLimit what)
{
    const SingleLimit &limit = s_single.at(std::size_t(what));
    return table().find(limit.section, limit.name);
}

const LimitRow *limitRow(Counted what, LimitScope scope)
{
    return table().find(s_sections.at(std::size_t(scope)).name,
                        s_counted.at(std::size_t(what)).name);
}

const ClientLimit &limitOf(const Limits &limits, Counted what)
{
    return limits.*s_counted.at(std::size_t(what)).limit;
}

qint64 partOf(const ClientLimit &limit, LimitScope scope)
{
    switch (scope) {
    case LimitScope::Client:
        return limit.client;
    case LimitScope::Local:
        return limit.local;
    case LimitScope::Total:
        break;
    }
    return limit.total;
}

QString limitSentence(const LimitRow &row, qint64 value)
{
    QString sentence = QString(row.meaning).replace(QStringLiteral("{n}"), QString::number(value));
    sentence[0] = sentence[0].toUpper();
    return QStringLiteral("%1 (%2 in the configuration).").arg(sentence, row.key());
}

} // namespace Holdfast
