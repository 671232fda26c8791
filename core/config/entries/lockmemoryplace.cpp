// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/lockmemoryplace.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace Holdfast {

namespace {

//! Follows the XDG base directory specification: a relative path is ignored.
QString stateFolder()
{
    const QString named = qEnvironmentVariable("XDG_STATE_HOME");
    return QDir::isAbsolutePath(named) ? named : QDir::homePath() + QStringLiteral("/.local/state");
}

QString shortHash(const QByteArray &text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(12));
}

} // namespace

QString lockMemoryPlace(const QString &file, const QByteArray &text)
{
    const QFileInfo info(file);
    const bool isFile = info.isFile();
    const QString name = isFile ? info.completeBaseName() : QStringLiteral("configuration");
    return stateFolder()
           + QStringLiteral("/holdfast/lock-%1-%2.json")
                 .arg(name.left(60), shortHash(isFile ? info.canonicalFilePath().toUtf8() : text));
}

} // namespace Holdfast
