// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/labconfiguration.h"

#include "core/base/secretfile.h"
#include "core/base/statefolder.h"
#include "core/lab/etcd/etcdtls.h"

#include <QHostAddress>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

bool isOnThisMachine(const QUrl &url)
{
    return url.host() == QStringLiteral("localhost") || QHostAddress(url.host()).isLoopback();
}

} // namespace

Result<LabSetup> labSetup(const LabEntry &entry)
{
    LabSetup setup;
    LabOptions &options = setup.options;
    options.lab = entry.lab;
    options.station = entry.station;
    options.url = entry.url.toString();
    options.ttl = entry.ttl;
    options.etcd.endpoints = entry.endpoints;
    options.etcd.user = entry.user;
    if (!entry.passwordFile.isEmpty()) {
        const SecretFile password = readSecretFile(entry.passwordFile);
        if (!password.problem.isEmpty())
            return Error::unavailable(password.problem);
        options.etcd.password = QString::fromUtf8(password.secret);
    }
    setup.stationsFile =
        stateFolder() + QStringLiteral("/holdfast/lab-%1-%2.json").arg(entry.lab, entry.station);
    if (!entry.tokenFile.isEmpty()) {
        const SecretFile token = readSecretFile(entry.tokenFile);
        if (!token.problem.isEmpty())
            return Error::unavailable(token.problem);
        setup.token = token.secret;
    }
    const EtcdTls files {entry.caFile, entry.certificateFile, entry.keyFile};
    if (!files.caFile.isEmpty() || !files.certificateFile.isEmpty()) {
        auto loaded = loadEtcdTls(files);
        if (const auto *problem = std::get_if<QString>(&loaded))
            return Error::unavailable(*problem);
        options.etcd.tls = std::get<QSslConfiguration>(std::move(loaded));
    }
    for (const LabResourceEntry &resource : entry.resources) {
        setup.shares << LabShare {.resource = resource.name,
                                  .home = resource.home,
                                  .things = resource.members,
                                  .staysOpen = resource.staysOpen};
        if (resource.home != entry.station)
            continue;
        LabResource own {.name = resource.name, .title = resource.title, .home = resource.home};
        for (const QString &thing : resource.members)
            own.members << entry.station + u'.' + thing;
        own.unreachable = resource.staysOpen ? LabUnreachable::Open : LabUnreachable::Closed;
        options.resources << own;
    }
    return setup;
}

QStringList labWarnings(const LabEntry &entry)
{
    const bool isOpen =
        std::any_of(entry.endpoints.begin(), entry.endpoints.end(), [](const QUrl &url) {
            return url.scheme() == QStringLiteral("http") && !isOnThisMachine(url);
        });
    if (!isOpen)
        return {};
    return {QStringLiteral("The lab's etcd is reached without TLS: other computers in the network "
                           "can read and change what the stations agree on%1. Let the endpoints "
                           "begin with https.")
                .arg(entry.user.isEmpty() ? QString() : QStringLiteral(", and read the password"))};
}

} // namespace Holdfast
