// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/base/keys/keymap.h"
#include "ui/base/length/lengthunit.h"
#include "ui/base/theme/colourscheme.h"

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QVariantMap>

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief A size of steps, in motor steps.
struct StepPreset
{
    int stepXY = 1;
    int stepZ = 1;

    friend bool operator==(const StepPreset &, const StepPreset &) = default;
};

//! \brief The settings that an operator may change about the window, and its last layout: kept per
//! user, never in the configuration of the instrument.
//!
//! A change counts at once. It is written in another thread, a moment later; a change that could
//! not be written is tried again with the next change, and at the end.
class UserSettings : public QObject
{
    Q_OBJECT
public:
    //! Writes a whole file; returns in a sentence why it could not. Called in any thread.
    using Write = std::function<QString(const QString &path, const QByteArray &data)>;

    //! Kept in \a file (INI); nowhere when that is empty. The default writes to the disk.
    explicit UserSettings(const QString &file, QObject *parent = nullptr, Write write = {});
    //! Writes the unwritten changes.
    ~UserSettings() override;

    //! Returns the file, which is below the user's configuration folder.
    static QString defaultFile();
    QString file() const { return m_file; }
    //! Returns in a sentence why the changes could not be written; empty when they could.
    QString problem() const { return m_problem; }
    //! Writes the unwritten changes soon.
    void save();

    SchemeWish scheme() const;
    void setScheme(SchemeWish wish);

    //! Returns "en", "de"; empty: as the desktop. Takes effect at the next start.
    QString language() const;
    void setLanguage(const QString &language);

    static constexpr int mostRecent = 8;
    //! Returns the configuration files that were used last, the latest first; at most mostRecent.
    QStringList recentConfigurations() const;
    //! Makes \a file, an absolute path, the latest one.
    void addRecentConfiguration(const QString &file);
    void forgetRecentConfiguration(const QString &file);

    //! Returns the folder for pictures; never empty, and always from the root: "~" is the home
    //! folder, and a path that does not begin at the root begins there.
    QString pictureFolder() const;
    void setPictureFolder(const QString &folder);
    //! Returns "jpeg" or "png".
    QString pictureFormat() const;
    void setPictureFormat(const QString &format);

    //! Returns the interval in seconds.
    int timeLapseInterval() const;
    //! Returns how many pictures are taken; 0: until it is stopped.
    int timeLapseCount() const;
    void setTimeLapse(int interval, int count);

    static constexpr int longestStep = 10'000;
    //! Returns the step in motor steps, from 1 to longestStep.
    int stepXY() const;
    int stepZ() const;
    void setSteps(int stepXY, int stepZ);

    //! How many sizes of steps can be kept, from fine to coarse.
    static constexpr int stepPresets = 4;
    //! Returns a size of steps, of 0 to stepPresets - 1; each from 1 to longestStep.
    StepPreset stepPreset(int preset) const;
    void setStepPreset(int preset, const StepPreset &steps);
    //! Makes the steps those of \a preset.
    void useStepPreset(int preset);
    //! Makes the steps those of the next preset that is coarser along x and y, or finer where \a isCoarser is false. At the end
    //! nothing changes.
    void stepThroughPresets(bool isCoarser);

    //! Returns the unit in which lengths on the stage are shown.
    LengthUnit lengthUnit() const;
    void setLengthUnit(LengthUnit unit);

    //! Returns the keys of the commands: the usual ones, and those that the operator has chosen instead.
    const KeyMap &keys() const { return m_keys; }
    void setKeys(const KeyMap &keys);

    //! Returns whether a gamepad that is plugged in moves the stage; at first it does not.
    bool isGamepadUsed() const;
    void setGamepadUsed(bool used);

    //! Returns whether the arrows of an axis move the other way round.
    bool isInverted(Axis axis) const;
    void setInverted(Axis axis, bool inverted);

    //! Returns whether the user has read the text of the first start.
    bool isWelcomeRead() const;
    void setWelcomeRead();

    //! Returns whether the lock panel is kept open.
    bool isLockPinned() const;
    void setLockPinned(bool pinned);

    QByteArray windowGeometry() const;
    QByteArray dockLayout() const;
    void setWindow(const QByteArray &geometry, const QByteArray &docks);

Q_SIGNALS:
    //! Emitted after any change by the operator; not after one of the window's own state.
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
    KeyMap m_keys; //!< as in the values
    std::shared_ptr<Unsaved> m_unsaved;
    bool m_isWriting = false;
    QTimer m_soon;
    QString m_problem;
};

} // namespace Holdfast
