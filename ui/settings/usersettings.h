// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/base/theme/colourscheme.h"

#include <QObject>
#include <QTimer>
#include <QVariantMap>

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief What an operator may change about the window, and how it was left: kept per user, never in the
//! configuration of the instrument.
//!
//! What is changed counts at once. It is written in another thread, a moment later; what could not be
//! written is tried again with the next change, and at the end.
class UserSettings : public QObject
{
    Q_OBJECT
public:
    //! Writes a whole file; says in a sentence why not. Called in any thread.
    using Write = std::function<QString(const QString &path, const QByteArray &data)>;

    //! Kept in \a file (INI); nowhere when that is empty. The default writes to the disk.
    explicit UserSettings(const QString &file, QObject *parent = nullptr, Write write = {});
    //! Writes what has not been written.
    ~UserSettings() override;

    //! Below the user's configuration folder.
    static QString defaultFile();
    QString file() const { return m_file; }
    //! Why what was changed could not be written, in a sentence; empty when it could.
    QString problem() const { return m_problem; }
    //! Writes what has not been written, soon.
    void save();

    SchemeWish scheme() const;
    void setScheme(SchemeWish wish);

    //! "en", "de"; empty: as the desktop. Takes effect at the next start.
    QString language() const;
    void setLanguage(const QString &language);

    //! Where pictures go; never empty, and always from the root: "~" is the home folder, and whatever
    //! does not begin at the root begins there.
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

    static constexpr int longestStep = 10'000;
    //! In motor steps, from 1 to longestStep.
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
    void problemChanged(const QString &problem);

private:
    QVariant value(const QString &key, const QVariant &otherwise = {}) const;
    void set(const QString &key, const QVariant &value);

    class Unsaved;

    void write();
    void setProblem(const QString &problem);

    QString m_file; //!< empty: kept nowhere
    Write m_write;
    QVariantMap m_values;
    std::shared_ptr<Unsaved> m_unsaved;
    bool m_isWriting = false;
    QTimer m_soon;
    QString m_problem;
};

} // namespace Holdfast
