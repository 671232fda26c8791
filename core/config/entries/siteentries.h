// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <utility>

namespace Holdfast {

//! Reads `public_url` of a configuration; null when it is absent. Throws ConfigurationError.
QUrl readPublicUrl(const Json &entry);

//! Reads `allowed_hosts`: names without a port. Throws ConfigurationError.
QStringList readAllowedHosts(const Json &entry);

//! Reads `allowed_origins`: each a scheme, a host and perhaps a port. Throws ConfigurationError.
QList<QUrl> readAllowedOrigins(const Json &entry);

//! Reads `serve`: {"/": FOLDER}. Returns the folder as an absolute path; empty when it is absent. Throws ConfigurationError when
//! there is no index.html in the folder.
QString readServeEntry(const Json &entry);

//! Reads `trusted_proxies`: addresses and prefix lengths. Throws ConfigurationError.
QList<std::pair<QHostAddress, int>> readTrustedProxies(const Json &entry);

} // namespace Holdfast
