// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/base/operatoraccess.h"

#include <QList>
#include <QString>
#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace Holdfast {

class StagePad;
struct StagePush;
class UserSettings;

//! \brief The pad of a stage, and the choice of the stage where there are several.
class StagePanel : public QWidget
{
    Q_OBJECT
public:
    //! \a settings outlive it.
    StagePanel(const OperatorAccess &access, UserSettings *settings, QWidget *parent = nullptr);

    //! \name What the pad of the chosen stage does: see StagePad.
    //! @{
    void moveBy(const Holdfast::StageSteps &steps);
    void focusBy(int clicks);
    void deflect(const Holdfast::StagePush &push);
    void loseStick();
    QString goBack();
    void forgetFollowing();
    //! @}

    //! Moves the stage \a stage to \a position along those of \a axes that it has. Returns why not, in a sentence;
    //! empty when the move is asked for.
    QString goTo(const QString &stage, const Holdfast::StageSteps &position,
                 const QList<Axis> &axes);

private:
    QWidget *createChoice(const QStringList &stages, const QString &first);
    void choose(const QString &stage);

    OperatorAccess m_access;
    UserSettings *m_settings;
    QVBoxLayout *m_layout;
    StagePad *m_pad = nullptr;
    QString m_stage; //!< that the pad moves
};

} // namespace Holdfast
