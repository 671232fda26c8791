// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/remoteoptions.h"

#include "core/base/secretfile.h"
#include "core/client/stationaddress.h"
#include "core/thing/thingerror.h"

#include <QRegularExpression>

namespace Holdfast {

namespace {

QUrl checkedAddress(const QString &url)
{
    const auto address = readStationAddress(url);
    if (!address) {
        throw ThingError(QStringLiteral("The option url is \"%1\"; it must be an address such as "
                                        "\"http://192.168.0.7:5000\", without a user or a query.")
                             .arg(url.left(200)));
    }
    return *address;
}

void checkFingerprint(const QString &fingerprint, const QUrl &address)
{
    if (fingerprint.isEmpty())
        return;
    if (!PinnedCertificate::fromText(fingerprint)) {
        throw ThingError(QStringLiteral("The option fingerprint is \"%1\"; it must be the SHA-256 "
                                        "of a certificate, 64 hexadecimal digits, perhaps with "
                                        "colons between them.")
                             .arg(fingerprint.left(200)));
    }
    if (address.scheme() != QStringLiteral("https"))
        throw ThingError(QStringLiteral("The option fingerprint needs an address with https in the "
                                        "option url: without TLS there is no certificate."));
}

QByteArray tokenIn(const QString &file)
{
    if (file.isEmpty())
        return {};
    const SecretFile read = readSecretFile(file);
    if (!read.problem.isEmpty())
        throw ThingError(
            QStringLiteral("The option token_file cannot be used. %1").arg(read.problem));
    return read.secret;
}

void checkDotted(const QStringList &texts, const char *option, QChar separator, const char *example)
{
    for (const QString &text : texts) {
        if (text.indexOf(separator) < 1) {
            throw ThingError(
                QStringLiteral("The option %1 has \"%2\"; it must be the name of a Thing and what "
                               "is in it, such as %3.")
                    .arg(QLatin1String(option), text.left(200), QLatin1String(example)));
        }
    }
}

} // namespace

RemoteServerOptions::RemoteServerOptions() = default;
RemoteThingOptions::RemoteThingOptions() = default;

void RemoteServerOptions::check() const
{
    static const QRegularExpression legalPrefix(QStringLiteral("\\A(/[A-Za-z0-9_-]+)*\\z"));
    static const QRegularExpression legalName(QStringLiteral("\\A[A-Za-z0-9_-]*\\z"));
    checkFingerprint(fingerprint, checkedAddress(url));
    if (!legalPrefix.match(prefix).hasMatch()) {
        throw ThingError(QStringLiteral("The option prefix is \"%1\"; it must be empty, or begin "
                                        "with / and not end with it, such as \"/api/v3\".")
                             .arg(prefix.left(200)));
    }
    if (!legalName.match(namePrefix).hasMatch()) {
        throw ThingError(QStringLiteral("The option name_prefix is \"%1\"; it may have letters "
                                        "from A to Z and a to z, digits, _ and -.")
                             .arg(namePrefix.left(200)));
    }
    checkDotted(streams, "streams", u'/', "\"camera/mjpeg_stream\"");
    checkDotted(stops, "stops", u'.', "\"stage.jog {\\\"stop\\\": true}\"");
    checkDotted(withoutLock, "without_lock", u'.', "\"camera.grab_jpeg\"");
}

QUrl RemoteServerOptions::address() const
{
    QUrl address = checkedAddress(url);
    address.setPath(address.path() + prefix);
    return address;
}

QByteArray RemoteServerOptions::token() const
{
    return tokenIn(tokenFile);
}

QByteArray RemoteThingOptions::token() const
{
    return tokenIn(tokenFile);
}

PinnedCertificate RemoteServerOptions::certificate() const
{
    return PinnedCertificate::fromText(fingerprint).value_or(PinnedCertificate());
}

PinnedCertificate RemoteThingOptions::certificate() const
{
    return PinnedCertificate::fromText(fingerprint).value_or(PinnedCertificate());
}

void RemoteThingOptions::check() const
{
    checkFingerprint(fingerprint, checkedAddress(url));
}

} // namespace Holdfast
