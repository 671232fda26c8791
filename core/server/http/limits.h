// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace Holdfast {

//! \brief The limits of one client, and of all together.
struct Limits
{
    int connections = 2048; //!< at the same time; those beyond may only send an urgent request
    int reservedConnections = 512; //!< for urgent requests; other requests there are answered 503
    std::chrono::milliseconds reservedIdle {1'000}; //!< for a head to arrive there
    qint64 headBytes = 16 * 1024;                   //!< request line and header fields; more is 431
    qint64 targetBytes = 8 * 1024;                  //!< the request's path and query; more is 414
    int headerCount = 100;                          //!< more is 431
    qint64 bodyBytes = 1024 * 1024;                 //!< more is 413
    qint64 smallBodyBytes = 16 * 1024;              //!< larger ones share totalBodyBytes
    qint64 totalBodyBytes = 32 * 1024 * 1024;       //!< of larger bodies on their way; beyond, 503
    qint64 backlogBytes = 128 * 1024; //!< replies not yet taken; beyond, no request is answered
    //! The limit of replies that all clients together have not taken yet. Beyond it, no request is
    //! answered before its client has taken the reply to the last one, and a client that takes no
    //! data is cut sooner; beyond three times as much, only urgent requests are answered, and a
    //! client that is too slow is cut.
    qint64 totalBacklogBytes = 16 * 1024 * 1024;
    std::chrono::milliseconds crowdedStall {1'000}; //!< beyond it, instead of writeStall
    std::chrono::milliseconds headTimeout {5'000};  //!< from a head's first byte to its last: 408
    std::chrono::milliseconds bodyTimeout {30'000}; //!< from the head's end to the body's: 408
    std::chrono::milliseconds idle {60'000};        //!< between requests
    std::chrono::milliseconds writeStall {
        10'000};                                 //!< after which a client that takes no data is cut
    std::chrono::milliseconds lingering {1'000}; //!< for a refused client to read its refusal
    qint64 messageBytes = 1024 * 1024;          //!< of a WebSocket's message; more closes with 1009
    std::chrono::milliseconds ping {20'000};    //!< a WebSocket that does not answer it is cut
    std::chrono::milliseconds shutdown {2'000}; //!< for pending replies once the server closes
};

} // namespace Holdfast
