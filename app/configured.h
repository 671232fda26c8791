// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "core/config/configuration.h"
#include "core/server/fallback/startfailure.h"
#include "core/server/serveroptions.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Holdfast {

//! \brief The configuration that the command line asks for; or what is wrong with it, and what can be
//! made out all the same: where to serve, and what there should have been.
struct Configured
{
    std::optional<Configuration> configuration; //!< empty when it cannot be used
    StartFailure failure;                       //!< the error is empty while nothing is wrong
    ServerOptions address; //!< where the page that tells of a failure is served
};

Configured configured(const CommandLine &line);

//! Under which names \a configuration wants the server to be reached.
SiteOptions siteOptions(const Configuration &configuration);

} // namespace Holdfast
