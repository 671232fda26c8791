// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"
#include "ui/base/permission.h"
#include "ui/camera/picture/picture.h"

#include <QObject>

namespace Holdfast {

class PictureStore;
class PictureTaker;
class UserSettings;

//! \brief Takes a picture for the operator, saves it in the chosen folder, and reports the outcome.
class Snapper : public QObject
{
    Q_OBJECT
public:
    //! All arguments outlive the object.
    Snapper(const OperatorAccess &access, PictureStore *store, UserSettings *settings,
            QObject *parent = nullptr);

    //! Returns whether a picture may be taken now, this very moment.
    Permission maySnap() const;
    void snap();
    void cancel();
    bool isWaiting() const;

    //! Returns the progress, or the outcome of the last picture; empty before the first.
    QString text() const;
    //! Returns the path of the last picture; empty when it is on no disk, or not yet.
    QString lastPath() const { return m_lastPath; }
    //! Returns the picture that was taken last; 0 before the first.
    quint64 last() const { return m_last; }
    //! Returns the last picture when it was taken, but not saved; 0 otherwise.
    quint64 unsaved() const { return m_unsaved; }

Q_SIGNALS:
    void changed();

private:
    void save(const TakenPicture &picture);

    Session m_session;
    PictureTaker *m_taker;
    PictureStore *m_store;
    UserSettings *m_settings;
    quint64 m_last = 0;
    quint64 m_unsaved = 0;
    QString m_lastPath;
    QString m_outcome;
};

} // namespace Holdfast
