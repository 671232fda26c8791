// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/server/admission/accessoptions.h"
#include "core/server/http/site/siteoptions.h"
#include "core/thing/json/json.h"
#include "core/thing/pluginreport.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace Holdfast {

class KeptLog;
class Metrics;
class TlsContext;

//! \brief The address of a server, and its other options.
struct ServerOptions
{
    QString host = QStringLiteral("127.0.0.1"); //!< an address, or a name that has one
    quint16 port = 5000;                        //!< 0: a free one
    QString apiPrefix;                          //!< empty, or like "/api/v1": before every path
    SiteOptions site {};                        //!< the names under which it is reached
    AccessOptions access {};                    //!< who may use it
    std::shared_ptr<const TlsContext> tls {};   //!< its certificate; null: it speaks plain HTTP
    Limits limits;
    //! The metrics that count requests, and that /metrics serves. Null: none.
    std::shared_ptr<Metrics> metrics {};
    //! The JSON schema of configuration files, which is served for editors. Empty: none.
    std::function<Json()> configurationSchema {};
    PluginsReport plugins {};
    std::shared_ptr<const KeptLog> log {}; //!< the log that clients may read. Null: none
    //! The folder of a web app that is served at the root; the status page is only at /status then. Empty: none.
    QString webAppFolder {};

    //! Returns the names under which it is reached, and how.
    SiteOptions siteOptions() const
    {
        SiteOptions options = site;
        options.speaksTls = tls != nullptr;
        return options;
    }
};

//! Returns the names that no Thing may have, as the server needs them itself.
QStringList reservedThingNames();

} // namespace Holdfast
