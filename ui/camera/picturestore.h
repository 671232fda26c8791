// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/camera/picture.h"

#include <QObject>

namespace Holdfast {

class PicturesModel;

//! \brief Saves pictures in other threads, and knows all of this run. One that could not be saved is
//! kept, to be tried again.
class PictureStore : public QObject
{
    Q_OBJECT
public:
    explicit PictureStore(PictureWriter writer = writePicture, QObject *parent = nullptr);

    PicturesModel *model() const { return m_model; }

    //! "2026-11-25_143012": the local time, as the beginning of a file's name.
    static QString stemFor(const QDateTime &taken);
    //! "jpg", "png"; "bin" for what nobody knows.
    static QString suffixFor(const QString &mediaType);

    //! Saves it as \a stem in \a folder; returns its id at once.
    quint64 save(const TakenPicture &picture, const QString &folder, const QString &stem);
    //! Tries again with one that was not saved.
    void tryAgain(quint64 id, const PictureName &name);

Q_SIGNALS:
    void saved(quint64 id, const QString &path);
    void notSaved(quint64 id, const QString &problem);

private:
    void write(quint64 id, const PictureName &name, const QByteArray &data);
    void makeThumbnail(quint64 id, const QByteArray &data);

    PictureWriter m_writer;
    PicturesModel *m_model;
    quint64 m_lastId = 0;
};

} // namespace Holdfast
