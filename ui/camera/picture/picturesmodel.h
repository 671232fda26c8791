// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/camera/picture/picture.h"

#include <QAbstractListModel>
#include <QList>

#include <functional>

namespace Holdfast {

//! \brief The pictures of this run, newest first. Old pictures that are saved are forgotten when
//! there are too many; a picture that is not saved stays until it is.
class PicturesModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int mostPictures = 300;

    enum Role { IdRole = Qt::UserRole, PathRole };

    explicit PicturesModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    //! Returns the picture; null when there is none.
    const Picture *find(quint64 id) const;

    //! Returns how many pictures are on no disk, and not on their way to one.
    int unsaved() const;
    //! Returns the pictures that are only where an earlier run has kept them.
    QList<quint64> kept() const;
    const QList<Picture> &pictures() const { return m_pictures; }
    void add(const Picture &picture);
    //! Does nothing when it has been forgotten.
    void change(quint64 id, const std::function<void(Picture &)> &how);

private:
    int rowOf(quint64 id) const;
    void forgetOldest();

    QList<Picture> m_pictures;
};

} // namespace Holdfast
