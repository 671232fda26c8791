// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"
#include "ui/base/permission.h"
#include "ui/camera/picture/picture.h"
#include "ui/camera/picture/picturetaker.h"
#include "ui/camera/timelapse/timelapseschedule.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>

namespace Holdfast {

class PictureStore;
class UserSettings;

//! \brief Takes a picture at every interval, each under a hold of its own, into a folder of the
//! series. A picture that cannot be taken in time is missed, and is listed as such: nothing piles
//! up. A stop ends the series, and so does a picture that cannot be saved. It ends with the window.
class TimeLapse : public QObject
{
    Q_OBJECT
public:
    using Clock = std::function<TimeLapseSchedule::Time()>;

    //! So many pictures in a row may fail before the series ends.
    static constexpr int mostFailures = 3;

    //! \a store and \a settings outlive it.
    TimeLapse(const OperatorAccess &access, PictureStore *store, UserSettings *settings,
              Clock clock = std::chrono::steady_clock::now, QObject *parent = nullptr);

    Permission mayStart() const;
    //! Begins with the first picture at once.
    void start(const TimeLapsePlan &plan);
    void stop();

    bool isRunning() const { return m_isRunning; }
    int saved() const { return m_saved; }
    int missed() const { return m_missed; }
    //! Returns "No. 3: why", oldest first; the last hundred.
    QStringList misses() const { return m_misses; }
    //! Returns "3 of 20, next in 12 s", or how the last series ended; empty before the first.
    QString text() const;
    //! Returns "2026-11-25-143012-series".
    QString folder() const { return m_folder; }

Q_SIGNALS:
    void changed();

private:
    void turn();
    void arm();
    void take();
    void miss(int number, const QString &reason);
    void failed(const QString &problem, Outcome::Kind kind);
    void save(const TakenPicture &picture);
    void pictureSaved(quint64 id);
    void pictureNotSaved(quint64 id, const QString &problem);
    void ready();
    void end(const QString &how);
    QString progress() const;

    Session m_session;
    PictureTaker *m_taker;
    PictureStore *m_store;
    UserSettings *m_settings;
    Clock m_clock;
    QTimer m_timer;
    TimeLapseSchedule m_schedule;
    QString m_folder;
    bool m_isRunning = false;
    int m_last = 0;        //!< number of the picture whose turn was last
    int m_number = 0;      //!< of the picture that was begun last
    bool m_isBusy = false; //!< with that picture, until it is on the disk
    quint64 m_saving = 0;  //!< its id in the store
    int m_saved = 0;
    int m_missed = 0;
    int m_failures = 0; //!< in a row
    QStringList m_misses;
    QString m_outcome;
};

} // namespace Holdfast
