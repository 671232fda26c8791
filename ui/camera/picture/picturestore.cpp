// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/picturestore.h"

#include "ui/base/elsewhere.h"
#include "ui/base/thumbnail.h"
#include "ui/camera/picture/keptpictures.h"
#include "ui/camera/picture/picturesmodel.h"

#include <QMimeDatabase>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace Holdfast {

namespace {

constexpr int thumbnailSize = 160; // pixels; sharp where a screen has two to one

} // namespace

class PictureStore::Arrival
{
public:
    void tell(bool isSaved)
    {
        const std::lock_guard lock(m_mutex);
        m_isSaved = isSaved;
        m_told.notify_all();
    }
    //! Waits for the end. Returns false when it has failed, or has not come at \a deadline.
    bool wait(std::chrono::steady_clock::time_point deadline)
    {
        std::unique_lock lock(m_mutex);
        m_told.wait_until(lock, deadline, [this] { return m_isSaved.has_value(); });
        return m_isSaved.value_or(false);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_told;
    std::optional<bool> m_isSaved;
};

PictureStore::PictureStore(PictureWriter writer, QObject *parent)
    : QObject(parent)
    , m_writer(std::move(writer))
    , m_model(new PicturesModel(this))
{
}

QString PictureStore::stemFor(const QDateTime &taken)
{
    return taken.toLocalTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
}

QString PictureStore::suffixFor(const QString &mediaType)
{
    const QString suffix = QMimeDatabase().mimeTypeForName(mediaType).preferredSuffix();
    return suffix.isEmpty() ? QStringLiteral("bin") : suffix;
}

quint64 PictureStore::save(const TakenPicture &picture, const QString &folder, const QString &stem)
{
    const PictureName name {folder, stem, suffixFor(picture.mediaType)};
    Picture entry;
    entry.id = ++m_lastId;
    entry.name = name;
    entry.taken = picture.taken;
    entry.size = picture.data.size();
    entry.data = picture.data;
    m_model->add(entry);
    makeThumbnail(entry.id, picture.data);
    write(entry.id, name, picture.data);
    return entry.id;
}

void PictureStore::tryAgain(quint64 id, const PictureName &name)
{
    const Picture *picture = m_model->find(id);
    if (!picture || picture->state != Picture::State::NotSaved)
        return;
    const QByteArray data = picture->data;
    m_model->change(id, [&name](Picture &changed) {
        changed.state = Picture::State::Saving;
        changed.name = name;
        changed.problem.clear();
    });
    write(id, name, data);
}

void PictureStore::write(quint64 id, const PictureName &name, const QByteArray &data)
{
    const auto arrival = std::make_shared<Arrival>();
    m_onTheirWay[id] = arrival;
    elsewhere(
        this,
        [writer = m_writer, name, data, arrival] {
            PictureWritten written = writer(name, data);
            arrival->tell(written.problem.isEmpty());
            return written;
        },
        [this, id](const PictureWritten &written) {
            m_onTheirWay.erase(id);
            const bool isSaved = written.problem.isEmpty();
            const Picture *picture = m_model->find(id);
            if (isSaved && picture && !picture->kept.isEmpty())
                removeKept(picture->kept);
            m_model->change(id, [&](Picture &changed) {
                changed.state = isSaved ? Picture::State::Saved : Picture::State::NotSaved;
                changed.path = written.path;
                changed.problem = written.problem;
                if (isSaved) {
                    changed.data.clear();
                    changed.kept.clear();
                }
            });
            if (isSaved)
                Q_EMIT saved(id, written.path);
            else
                Q_EMIT notSaved(id, written.problem);
        });
}

void PictureStore::offerKept(const QString &folder)
{
    m_keptFolder = folder;
    elsewhere(
        this, [folder] { return KeptPictures::in(folder); },
        [this](const QList<KeptPictures::Kept> &all) {
            for (const KeptPictures::Kept &kept : all) {
                Picture entry;
                entry.id = ++m_lastId;
                entry.name = kept.name;
                entry.taken = kept.taken;
                entry.size = kept.data.size();
                entry.state = Picture::State::NotSaved;
                entry.problem =
                    tr("The picture was kept because Holdfast ended before it could be saved.");
                entry.data = kept.data;
                entry.kept = kept.path;
                m_model->add(entry);
                makeThumbnail(entry.id, kept.data);
            }
        });
}

void PictureStore::removeKept(const QString &path)
{
    elsewhere(
        this,
        [path, folder = m_keptFolder] {
            KeptPictures::remove(path, folder);
            return true;
        },
        [](bool) {});
}

QStringList PictureStore::keepUnsaved(const QString &folder, std::chrono::milliseconds limit) const
{
    // Half of the time is for the pictures on their way to a disk, the other half to keep those
    // that do not arrive.
    const auto arrivesBy = std::chrono::steady_clock::now() + limit / 2;
    QList<KeptPictures::Unsaved> unsaved;
    for (const Picture &picture : m_model->pictures()) {
        if (picture.state == Picture::State::Saved || !picture.kept.isEmpty()
            || picture.data.isEmpty())
            continue;
        const auto arrival = m_onTheirWay.find(picture.id);
        if (arrival == m_onTheirWay.end() || !arrival->second->wait(arrivesBy))
            unsaved << KeptPictures::Unsaved {picture.name, picture.data};
    }
    return KeptPictures::keep(unsaved, folder, limit / 2);
}

void PictureStore::giveUpUnsaved()
{
    QList<quint64> ids;
    for (const Picture &picture : m_model->pictures()) {
        if (picture.state == Picture::State::NotSaved && picture.kept.isEmpty())
            ids << picture.id;
    }
    for (const quint64 id : std::as_const(ids))
        m_model->change(id, [](Picture &changed) { changed.data.clear(); });
}

void PictureStore::makeThumbnail(quint64 id, const QByteArray &data)
{
    elsewhere(
        this, [data] { return thumbnail(data, thumbnailSize); },
        [this, id](const QImage &made) {
            m_model->change(
                id, [&made](Picture &changed) { changed.thumbnail = QPixmap::fromImage(made); });
        });
}

} // namespace Holdfast
