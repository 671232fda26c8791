// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/resourceaccess.h"

#include "core/lock/holder.h"
#include "core/session/invocation/workers.h"
#include "core/session/station.h"
#include "core/session/thinghost.h"
#include "core/thing/affordances/affordances.h"
#include "core/thing/error.h"
#include "core/thing/thing.h"

#include <QCryptographicHash>
#include <QDir>

namespace Holdfast {

namespace {

Error noSuchFile()
{
    return Error::notFound(QStringLiteral("There is no such file."));
}

ResourceContents contentsOf(std::shared_ptr<const ReadableFile> file)
{
    return {.mediaType = file->mediaType(), .version = file->version(), .bytes {}, .file = file};
}

Result<ResourceContents> contentsOf(const ResourceAnswer &answer)
{
    if (answer.file.isEmpty()) {
        constexpr qsizetype enough = 12;
        return ResourceContents {
            .mediaType = answer.mediaType.isEmpty() ? "application/octet-stream" : answer.mediaType,
            .version = QCryptographicHash::hash(answer.contents, QCryptographicHash::Sha256)
                           .first(enough)
                           .toHex(),
            .bytes = answer.contents,
            .file {}};
    }
    auto file = ReadableFile::open(answer.file);
    if (!file)
        return noSuchFile();
    ResourceContents contents = contentsOf(std::move(file));
    if (!answer.mediaType.isEmpty())
        contents.mediaType = answer.mediaType;
    return contents;
}

//! Runs \a work in a worker for \a thing, and answers with its result or its exception.
template<typename T, typename Work>
Reply<T> inWorker(Station &station, Workers::Kind kind, const QString &thing, const Principal &by,
                  Work work)
{
    const ReplyPromise<T> promise;
    station.workers().run(
        kind, thing,
        [promise, by, work = std::move(work)] {
            const HolderScope scope {Holder(by)};
            try {
                promise.finish(work());
            } catch (...) {
                promise.finish(Error::fromException(std::current_exception()));
            }
        },
        [promise] { promise.finish(Error::shuttingDown()); });
    return promise.reply();
}

} // namespace

ResourceAccess::ResourceAccess(Station &station, Principal principal)
    : m_station(station)
    , m_principal(std::move(principal))
{
}

Reply<ResourceContents> ResourceAccess::get(const QString &thing, const QString &path,
                                            const QString &rest) const
{
    const Thing *found = m_station.things().find(thing);
    const ThingResource *resource = found ? found->affordances().resource(path) : nullptr;
    if (!resource)
        return Reply<ResourceContents>::now(Error::notFound(
            QStringLiteral("The Thing '%1' has no resource '%2'.").arg(thing, path)));
    if (!resource->get)
        return Reply<ResourceContents>::now(Error::notAllowed(
            QStringLiteral("The resource '%1' of '%2' cannot be read.").arg(path, thing)));
    return inWorker<ResourceContents>(m_station, Workers::Kind::Read, thing, m_principal,
                                      [resource, rest] { return contentsOf(resource->get(rest)); });
}

Reply<void> ResourceAccess::remove(const QString &thing, const QString &path,
                                   const QString &rest) const
{
    const Thing *found = m_station.things().find(thing);
    const ThingResource *resource = found ? found->affordances().resource(path) : nullptr;
    if (!resource)
        return Reply<void>::now(Error::notFound(
            QStringLiteral("The Thing '%1' has no resource '%2'.").arg(thing, path)));
    if (!resource->remove)
        return Reply<void>::now(Error::notAllowed(
            QStringLiteral("The resource '%1' of '%2' cannot be removed.").arg(path, thing)));
    return inWorker<void>(m_station, Workers::Kind::Unlocked, thing, m_principal,
                          [resource, rest]() -> Result<void> {
                              resource->remove(rest);
                              return {};
                          });
}

Reply<ResourceContents> ResourceAccess::dataFile(const QString &thing,
                                                 const QStringList &steps) const
{
    const QString &folder = m_station.options().dataFolder;
    if (folder.isEmpty() || !m_station.things().find(thing))
        return Reply<ResourceContents>::now(noSuchFile());
    return file(QDir(folder).filePath(thing), steps);
}

Reply<ResourceContents> ResourceAccess::file(const QString &folder, const QStringList &steps) const
{
    return inWorker<ResourceContents>(m_station, Workers::Kind::Read, QStringLiteral("(a file)"),
                                      m_principal, [folder, steps]() -> Result<ResourceContents> {
                                          auto file = ReadableFile::openBelow(folder, steps);
                                          if (!file)
                                              return noSuchFile();
                                          return contentsOf(std::move(file));
                                      });
}

Reply<QByteArray> ResourceAccess::bytes(const ResourceContents &contents, qint64 first,
                                        qint64 count) const
{
    if (!contents.file)
        return Reply<QByteArray>::now(contents.bytes.mid(first, count));
    return inWorker<QByteArray>(m_station, Workers::Kind::Read, QStringLiteral("(a file)"),
                                m_principal,
                                [file = contents.file, first, count]() -> Result<QByteArray> {
                                    return file->read(first, count);
                                });
}

} // namespace Holdfast
