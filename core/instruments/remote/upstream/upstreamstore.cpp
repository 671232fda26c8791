// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamstore.h"

#include "core/base/stagedfile.h"
#include "core/base/statefolder.h"
#include "core/thing/json/foreignjson.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace Holdfast {

namespace {

constexpr qint64 s_largest = 16 * 1024 * 1024;

} // namespace

UpstreamStore::UpstreamStore(const QUrl &url)
{
    const QByteArray hash =
        QCryptographicHash::hash(url.toEncoded(), QCryptographicHash::Sha256).toHex().left(12);
    m_path = stateFolder()
             + QStringLiteral("/holdfast/upstream-%1-%2.json")
                   .arg(url.host().left(60), QString::fromLatin1(hash));
}

Json UpstreamStore::load() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > s_largest)
        return nullptr;
    return foreignJsonOrNull(file.readAll(), fileJsonLimits);
}

QString UpstreamStore::save(const Json &said) const
{
    if (load() == said)
        return {};
    std::error_code error = makeFolder(QFileInfo(m_path).path());
    if (!error)
        error = replaceFile(m_path, toBytes(said));
    return error ? toText(error) : QString();
}

} // namespace Holdfast
