// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/tlsentry.h"

#include "core/config/configurationerror.h"
#include "core/config/configurationschema.h"
#include "core/config/echo.h"
#include "core/config/strictcheck.h"

#include <QDir>
#include <QFileInfo>

namespace Holdfast {

namespace {

QString readableFile(const Json &entry, const char *member)
{
    auto path = entry.at(member).get<QString>();
    if (path.startsWith(QStringLiteral("~/")))
        path = QDir::home().filePath(path.mid(2));
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        throw ConfigurationError(childKey(QStringLiteral("tls"), QString::fromLatin1(member)),
                                 file.isFile()
                                     ? QStringLiteral("%1 may not be read.").arg(shown(path))
                                     : QStringLiteral("There is no file %1.").arg(shown(path)),
                                 QStringLiteral("the path of a file in PEM"));
    return file.absoluteFilePath();
}

} // namespace

TlsEntry readTlsEntry(const Json &entry)
{
    const QString key = QStringLiteral("tls");
    if (entry.is_boolean())
        return {.isOn = entry.get<bool>()};
    if (!entry.is_object())
        throw ConfigurationError(key, quoted(entry) + QStringLiteral(" is not allowed here."),
                                 QStringLiteral("true, false, or an object with certificate and "
                                                "key"));
    const Json checked = strictlyChecked(tlsSchema(), entry, key);
    return {.isOn = true,
            .certificate = readableFile(checked, "certificate"),
            .key = readableFile(checked, "key")};
}

} // namespace Holdfast
