// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "core/config/configuration.h"
#include "core/config/configurationreader.h"
#include "core/server/fallback/startfailure.h"
#include "core/server/http/tls/tlsfiles.h"
#include "core/server/serveroptions.h"
#include "core/session/station.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Holdfast {

//! \brief The configuration that the command line asks for. If it is faulty: the problem, and the
//! parts that could be read all the same (where to serve, and which Things there should have been).
struct Configured
{
    std::optional<Configuration> configuration; //!< empty when it cannot be used
    bool isInsecure = false;                    //!< see CommandLine::insecure
    StartFailure failure;                       //!< the error is empty while nothing is wrong
    ServerOptions address; //!< where the page that tells of a failure is served
};

Configured configured(const CommandLine &line);

//! Returns the same configuration, or all the errors in it.
CheckedConfiguration checkedConfiguration(const CommandLine &line);

//! Returns a sentence with all Things whose classes there are not, and how to start without them; empty when there are none.
QString unknownClassesHint(const CheckedConfiguration &checked);

//! Returns why a Thing is left out, as a sentence with its name.
QString toSentence(const LeftOutThing &thing);

//! Returns the Things of a configuration as a station takes them.
std::vector<ThingSpec> thingSpecs(std::vector<ConfiguredThing> things);

//! Returns the names under which \a configuration wants the server to be reached.
SiteOptions siteOptions(const Configuration &configuration);

//! Returns where the certificate of the server is, and for which names it makes one. Empty without TLS.
std::optional<TlsFiles> tlsFiles(const Configuration &configuration);
//! Returns the names and addresses of this computer, for the certificate of a server at \a configuration.
QStringList certificateHosts(const Configuration &configuration);

} // namespace Holdfast
