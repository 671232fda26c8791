// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace Holdfast {

//! \brief What one client, and all of them together, may ask of the server.
struct Limits
{
    int connections = 2048;            //!< at the same time; each beyond is answered 503 and closed
    qint64 headBytes = 16 * 1024;      //!< request line and header fields; more is 431
    qint64 targetBytes = 8 * 1024;     //!< the request's path and query; more is 414
    int headerCount = 100;             //!< more is 431
    qint64 bodyBytes = 1024 * 1024;    //!< more is 413
    qint64 backlogBytes = 1024 * 1024; //!< replies not yet taken; beyond, no request is read
    std::chrono::milliseconds headTimeout {5'000};  //!< from a head's first byte to its last: 408
    std::chrono::milliseconds bodyTimeout {30'000}; //!< from the head's end to the body's: 408
    std::chrono::milliseconds idle {60'000};        //!< between requests
    std::chrono::milliseconds writeStall {10'000};  //!< a client that takes nothing so long is cut
    std::chrono::milliseconds lingering {1'000};    //!< for a refused client to read its refusal
    qint64 messageBytes = 1024 * 1024;          //!< of a WebSocket's message; more closes with 1009
    std::chrono::milliseconds ping {20'000};    //!< a WebSocket that does not answer it is cut
    std::chrono::milliseconds shutdown {2'000}; //!< for owed replies once the server closes
};

} // namespace Holdfast
