// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picturestore.h"

#include "ui/background/elsewhere.h"
#include "ui/background/thumbnail.h"
#include "ui/camera/picturesmodel.h"

#include <QMimeDatabase>

#include <utility>

namespace Holdfast {

namespace {

constexpr int thumbnailSize = 160; // pixels; sharp where a screen has two to one

} // namespace

PictureStore::PictureStore(PictureWriter writer, QObject *parent)
    : QObject(parent)
    , m_writer(std::move(writer))
    , m_model(new PicturesModel(this))
{
}

QString PictureStore::stemFor(const QDateTime &taken)
{
    return taken.toLocalTime().toString(QStringLiteral("yyyy-MM-dd_HHmmss"));
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
    elsewhere(
        this, [writer = m_writer, name, data] { return writer(name, data); },
        [this, id](const PictureWritten &written) {
            const bool isSaved = written.problem.isEmpty();
            m_model->change(id, [&](Picture &changed) {
                changed.state = isSaved ? Picture::State::Saved : Picture::State::NotSaved;
                changed.path = written.path;
                changed.problem = written.problem;
                if (isSaved)
                    changed.data.clear();
            });
            if (isSaved)
                Q_EMIT saved(id, written.path);
            else
                Q_EMIT notSaved(id, written.problem);
        });
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
