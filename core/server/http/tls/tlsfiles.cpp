// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/tls/tlsfiles.h"

#include "core/base/stagedfile.h"
#include "core/server/http/tls/owncertificate.h"

#include <QFile>
#include <QFileInfo>

namespace Holdfast {

namespace {

constexpr qint64 s_largestFile = 1024 * 1024;
constexpr int s_onlyThisAccount = 0600;

Error unusable(const QString &file, const QString &why)
{
    return Error::unavailable(
        QStringLiteral("The file %1 cannot be used for TLS: %2.").arg(file, why));
}

Result<QByteArray> contentsOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return unusable(path, QStringLiteral("there is no such file"));
    // Opening a pipe would wait for its writer.
    if (!info.isFile())
        return unusable(path, QStringLiteral("it is a folder, a device or a pipe"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    const QByteArray text = file.read(s_largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return unusable(path, file.errorString());
    if (text.size() > s_largestFile)
        return unusable(path, QStringLiteral("it is larger than 1 MiB"));
    return text;
}

Result<void> makeOwn(const QString &path, const QStringList &hosts)
{
    const Result<QByteArray> made = makeOwnCertificate(hosts);
    if (!made)
        return unusable(path, made.error().message());
    const QString folder = QFileInfo(path).absolutePath();
    std::error_code error = makeFolder(folder);
    StagedFile file;
    if (!error)
        error = file.write(folder, *made, s_onlyThisAccount);
    // Another instance may have made one meanwhile, which counts then.
    if (!error)
        error = file.putInPlace(path, StagedFile::Existing::Keep);
    if (error && error != std::errc::file_exists)
        return unusable(path, toText(error));
    return {};
}

} // namespace

Result<std::shared_ptr<const TlsContext>> readTls(const TlsFiles &files, const QStringList &hosts)
{
    const bool isOwn = files.certificate.isEmpty();
    if (isOwn && !QFileInfo::exists(files.own)) {
        if (const Result<void> made = makeOwn(files.own, hosts); !made)
            return made.error();
    }
    const QString &certificate = isOwn ? files.own : files.certificate;
    const QString &key = isOwn ? files.own : files.key;
    const Result<QByteArray> certificateText = contentsOf(certificate);
    if (!certificateText)
        return certificateText.error();
    const Result<QByteArray> keyText = contentsOf(key);
    if (!keyText)
        return keyText.error();
    const auto context = TlsContext::create(*certificateText, *keyText);
    if (context)
        return context;
    const QString why = context.error().message();
    const bool isKey = why.startsWith(QStringLiteral("the key"))
                       || why.startsWith(QStringLiteral("there is no key"));
    return unusable(isKey ? key : certificate, why);
}

} // namespace Holdfast
