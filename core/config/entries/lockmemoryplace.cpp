// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/lockmemoryplace.h"

#include "core/base/statefolder.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace Holdfast {

namespace {

QString shortHash(const QByteArray &text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(12));
}

QString statePlace(const QString &kind, const QString &file, const QByteArray &text,
                   const QString &suffix = QStringLiteral("json"))
{
    const QFileInfo info(file);
    const bool isFile = info.isFile();
    const QString name = isFile ? info.completeBaseName() : QStringLiteral("configuration");
    return stateFolder()
           + QStringLiteral("/holdfast/%1-%2-%3.%4")
                 .arg(kind, name.left(60),
                      shortHash(isFile ? info.canonicalFilePath().toUtf8() : text), suffix);
}

} // namespace

QString lockMemoryPlace(const QString &file, const QByteArray &text)
{
    return statePlace(QStringLiteral("lock"), file, text);
}

QString tokenPlace(const QString &file, const QByteArray &text)
{
    return statePlace(QStringLiteral("tokens"), file, text);
}

QString certificatePlace(const QString &file, const QByteArray &text)
{
    return statePlace(QStringLiteral("certificate"), file, text, QStringLiteral("pem"));
}

} // namespace Holdfast
