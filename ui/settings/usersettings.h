// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/axis.h"
#include "ui/theme/colourscheme.h"

#include <QObject>
#include <QSettings>
#include <QVariantMap>

#include <memory>

namespace Holdfast {

//! \brief What an operator may change about the window, and how it was left: kept per user, never in the
//! configuration of the instrument.
class UserSettings : public QObject
{
    Q_OBJECT
public:
    //! Kept in \a file (INI); nowhere when that is empty.
    explicit UserSettings(const QString &file, QObject *parent = nullptr);
    ~UserSettings() override;

    //! Below the user's configuration folder.
    static QString defaultFile();
    QString file() const;

    SchemeWish scheme() const;
    void setScheme(SchemeWish wish);

    //! "en", "de"; empty: as the desktop. Takes effect at the next start.
    QString language() const;
    void setLanguage(const QString &language);

    //! Where pictures go; never empty.
    QString pictureFolder() const;
    void setPictureFolder(const QString &folder);
    //! "jpeg" or "png".
    QString pictureFormat() const;
    void setPictureFormat(const QString &format);

    //! In seconds.
    int timeLapseInterval() const;
    //! How many pictures; 0: until it is stopped.
    int timeLapseCount() const;
    void setTimeLapse(int interval, int count);

    //! In motor steps.
    int stepXY() const;
    int stepZ() const;
    void setSteps(int stepXY, int stepZ);

    //! Whether the arrows of an axis move the other way round.
    bool isInverted(Axis axis) const;
    void setInverted(Axis axis, bool inverted);

    //! Whether somebody has read what the first start says.
    bool isWelcomeRead() const;
    void setWelcomeRead();

    QByteArray windowGeometry() const;
    QByteArray dockLayout() const;
    void setWindow(const QByteArray &geometry, const QByteArray &docks);

Q_SIGNALS:
    //! Anything that the operator changes; not the window's own state.
    void changed();

private:
    QVariant value(const QString &key, const QVariant &otherwise = {}) const;
    void set(const QString &key, const QVariant &value);

    std::unique_ptr<QSettings> m_store; //!< null: kept nowhere
    QVariantMap m_memory;
};

} // namespace Holdfast
