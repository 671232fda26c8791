// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace Holdfast {

//! \brief How much of something clients may have at the same time.
struct ClientLimit
{
    qint64 client = 0; //!< one client: an address, or a token
    qint64 local = 0;  //!< the programs on this computer, which share an address
    qint64 total = 0;  //!< all clients together

    friend bool operator==(const ClientLimit &, const ClientLimit &) = default;
};

//! \brief The limits of what clients can make grow: of one connection, of one client, and of all
//! together. limittable.h has their names and ranges.
struct Limits
{
    static constexpr qint64 mebibyte = 1024 * 1024;

    // Of one connection.
    qint64 headBytes = 16 * 1024;      //!< request line and header fields; more is 431
    qint64 targetBytes = 8 * 1024;     //!< the request's path and query; more is 414
    int headerCount = 100;             //!< more is 431
    qint64 bodyBytes = 1024 * 1024;    //!< more is 413
    qint64 messageBytes = 1024 * 1024; //!< of a WebSocket's message; more closes with 1009
    qint64 backlogBytes = 128 * 1024;  //!< replies not yet taken; beyond, no request is answered
    std::chrono::milliseconds headTimeout {5'000};  //!< from a head's first byte to its last: 408
    std::chrono::milliseconds bodyTimeout {30'000}; //!< from the head's end to the body's: 408
    //! From the first byte of a WebSocket's message to its last: closes with 1008.
    std::chrono::milliseconds messageTimeout {30'000};
    std::chrono::milliseconds idle {60'000}; //!< between requests
    std::chrono::milliseconds writeStall {
        10'000}; //!< after which a client that takes no data is cut

    // Of one client, of the programs on this computer, and of all clients together.
    ClientLimit connections {.client = 256, .local = 2048, .total = 2048};
    ClientLimit requestsPerSecond {.client = 1000, .local = 0, .total = 0}; //!< 0: no limit
    ClientLimit bodies {
        .client = 8 * mebibyte, .local = 16 * mebibyte, .total = 16 * mebibyte}; //!< bytes
    //! Bytes of WebSocket messages that have not arrived completely.
    ClientLimit messages {.client = 4 * mebibyte, .local = 16 * mebibyte, .total = 32 * mebibyte};
    ClientLimit subscriptions {.client = 256, .local = 1024, .total = 1024};
    ClientLimit invocations {.client = 100, .local = 1000, .total = 1000}; //!< that have not ended
    //! Bytes of the inputs of invocations that have not ended.
    ClientLimit inputs {.client = 16 * mebibyte, .local = 64 * mebibyte, .total = 64 * mebibyte};
    //! Requests that wait for the global lock. LockLimits::inAll limits all together; the programs on this computer
    //! leave a client's share of these.
    ClientLimit queuePlaces {.client = 16, .local = 48, .total = 0};
    ClientLimit leases {.client = 8, .local = 100, .total = 100};
    ClientLimit historyQueries {.client = 8, .local = 32, .total = 32};

    // Of all clients together.
    int reservedConnections = 512; //!< for urgent requests; other requests there are refused
    qint64 resultBytes =
        256 * mebibyte; //!< of the inputs and results of invocations that have ended
    //! The limit of replies that all clients together have not taken yet. Beyond it, no request is
    //! answered before its client has taken the reply to the last one, and a client that takes no
    //! data is cut sooner; beyond three times as much, only urgent requests are answered, and a
    //! client that is too slow is cut.
    qint64 totalBacklogBytes = 16 * mebibyte;

    // Of one Thing.
    int readers = 4; //!< threads that read its properties, of eight in all
    int workers = 8; //!< threads of its operations without the lock, of sixteen in all

    // Those that no configuration changes.
    qint64 smallBodyBytes = 16 * 1024; //!< bodies up to this size are not counted
    std::chrono::milliseconds reservedIdle {
        1'000}; //!< for a head to arrive on a reserved connection
    std::chrono::milliseconds crowdedStall {
        1'000}; //!< beyond totalBacklogBytes, instead of writeStall
    std::chrono::milliseconds lingering {1'000}; //!< for a refused client to read its refusal
    std::chrono::milliseconds ping {20'000};     //!< a WebSocket that does not answer it is cut
    std::chrono::milliseconds shutdown {2'000};  //!< for pending replies once the server closes
};

} // namespace Holdfast
