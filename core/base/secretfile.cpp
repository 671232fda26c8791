// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/secretfile.h"

#include "core/base/readablefile.h"

#include <QDir>

#include <algorithm>
#include <system_error>

namespace Holdfast {

namespace {

constexpr qint64 s_longest = 4096;

QByteArray contentsOf(const ReadableFile &file)
{
    try {
        return file.read(0, s_longest + 2).trimmed();
    } catch (const std::system_error &) {
        return {};
    }
}

} // namespace

SecretFile readSecretFile(const QString &path)
{
    const bool isAtHome = path.startsWith(QStringLiteral("~/"));
    const QString place = isAtHome ? QDir::home().filePath(path.mid(2)) : path;
    const auto file = ReadableFile::open(place);
    if (!file)
        return {{}, QStringLiteral("The file %1 does not exist, or may not be read.").arg(place)};
    const QByteArray secret = contentsOf(*file);
    const bool isPlain =
        std::all_of(secret.begin(), secret.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (secret.isEmpty() || secret.size() > s_longest || !isPlain)
        return {
            {},
            QStringLiteral("The file %1 must have a token in it, and nothing else.").arg(place)};
    return {secret, {}};
}

} // namespace Holdfast
