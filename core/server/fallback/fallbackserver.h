// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/fallback/startfailure.h"
#include "core/server/http/gate/gateserver.h"
#include "core/server/serveroptions.h"
#include "core/thing/result.h"

#include <QObject>
#include <QUrl>

namespace Holdfast {

//! \brief Replaces the server of an instrument that could not start, and shows the reason.
//!
//! GET / is the page (500), GET /labthings_fallback is `true`, by which a client tells it from the
//! instrument; every other GET leads to the page. The page has the configuration and the log in it, so it is for programs on
//! this machine, or for all if the server is insecure: others are answered with 403. Other methods are answered with 405. It serves in
//! the thread that it lives in, and never blocks it.
class FallbackServer : public QObject
{
    Q_OBJECT
public:
    FallbackServer(const StartFailure &failure, const ServerOptions &options,
                   QObject *parent = nullptr);

    //! Serves from now on. Returns the server's address, or an error that names the obstacle.
    Result<QUrl> start();

private:
    bool isForItsSender(const Request &request) const;
    void answer(const Request &request, const Responder &responder) const;

    const QByteArray m_page;
    const ServerOptions m_options;
    GateServer m_gate;
};

} // namespace Holdfast
