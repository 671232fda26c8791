// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Holdfast as it is released, with one small Thing and the lock on. The first argument is PORT. With the further arguments "token" or
// "tls", and FOLDER, every client needs the token that is in FOLDER/token then, and with "tls" speaks TLS as well.

#include "core/server/access/tokenfile.h"
#include "core/server/admission/tokenkeeper.h"
#include "core/server/http/tls/tlsfiles.h"
#include "core/server/server.h"
#include "core/session/station.h"
#include "tests/bench/http/numberthing.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>

namespace {

//! Lets only clients with a token in, which is written into \a folder, and with \a isEncrypted only over TLS.
bool secure(Holdfast::ServerOptions &serving, const QString &folder, bool isEncrypted)
{
    using namespace Holdfast;
    const QDir place(folder);
    const QString tokens = place.filePath(QStringLiteral("tokens.json"));
    const auto made = TokenFile(tokens).create(QStringLiteral("bench"), Role::Operator);
    QFile file(place.filePath(QStringLiteral("token")));
    if (!made || !file.open(QIODevice::WriteOnly) || file.write(made->token) != made->token.size())
        return false;
    serving.access.alwaysNeedsToken = true;
    serving.limits.requestsPerSecond.client = 0; // all connections are those of one token here
    serving.access.tokens = std::make_shared<TokenKeeper>(tokens);
    if (!serving.access.tokens->start())
        return false;
    if (!isEncrypted)
        return true;
    const auto tls = readTls({{}, {}, place.filePath(QStringLiteral("certificate.pem"))},
                             {QStringLiteral("127.0.0.1")});
    if (tls)
        serving.tls = *tls;
    return bool(tls);
}

} // namespace

int main(int argc, char **argv)
{
    using namespace Holdfast;
    qputenv("QT_NO_THREADED_GLIB", "1"); // as the program itself does
    const QCoreApplication application(argc, argv);
    // The access logs of all servers are off.
    QLoggingCategory::setFilterRules(QStringLiteral("*.info=false"));
    // All connections come from one machine, and stand for as many clients.
    StationOptions options;
    options.globalLockPolicy.limits.perClient = options.globalLockPolicy.limits.inAll;
    Station station(options,
                    {{QStringLiteral("bench"), [] { return std::make_unique<NumberThing>(); }}});
    if (!station.start())
        return 1;
    Server server(station);
    ServerOptions serving;
    const QStringList arguments = QCoreApplication::arguments();
    serving.port = arguments.value(1).toUShort();
    serving.limits.queuePlaces.local = options.globalLockPolicy.limits.inAll;
    const QString how = arguments.value(2);
    if (!how.isEmpty() && !secure(serving, arguments.value(3), how == QStringLiteral("tls")))
        return 1;
    if (!server.start(serving))
        return 1;
    return QCoreApplication::exec();
}
