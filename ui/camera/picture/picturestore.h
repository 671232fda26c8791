// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/camera/picture/picture.h"

#include <QObject>
#include <QStringList>

#include <chrono>
#include <map>
#include <memory>

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

    //! Returns "2026-11-25-143012": the local time, as the beginning of a file's name.
    static QString stemFor(const QDateTime &taken);
    //! Returns "jpg", "png"; "bin" for an unknown media type.
    static QString suffixFor(const QString &mediaType);

    //! Saves it as \a stem in \a folder; returns its id at once.
    quint64 save(const TakenPicture &picture, const QString &folder, const QString &stem);
    //! Tries again with one that was not saved.
    void tryAgain(quint64 id, const PictureName &name);

    //! Adds the pictures that earlier runs have kept in \a folder, as pictures that are not saved
    //! yet; see KeptPictures.
    void offerKept(const QString &folder);
    //! Keeps the unsaved pictures in \a folder at the end of the program, also those on their way
    //! to a disk that do not arrive. Waits, but not longer than \a limit. Returns a sentence for
    //! each that is lost.
    QStringList keepUnsaved(const QString &folder, std::chrono::milliseconds limit) const;
    //! Gives up the pictures that are not saved: they are not kept at the end, and may be lost.
    void giveUpUnsaved();

Q_SIGNALS:
    void saved(quint64 id, const QString &path);
    void notSaved(quint64 id, const QString &problem);

private:
    void write(quint64 id, const PictureName &name, const QByteArray &data);
    void makeThumbnail(quint64 id, const QByteArray &data);
    void removeKept(const QString &path);

    //! The outcome for a picture on its way to the disk, also for a caller that cannot wait for the
    //! event loop.
    class Arrival;

    PictureWriter m_writer;
    PicturesModel *m_model;
    quint64 m_lastId = 0;
    std::map<quint64, std::shared_ptr<Arrival>> m_onTheirWay;
    QString m_keptFolder;
};

} // namespace Holdfast
