// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/stage/stageaccess.h"

#include <QWidget>

#include <array>
#include <optional>
#include <utility>
#include <variant>

class QPushButton;

namespace Holdfast {

class LengthBox;
class LengthScale;
class StageMover;
class StageQuestion;

//! \brief Goes to a place by its numbers, to the origin, or makes a new zero.
//!
//! The boxes show where the stage is. Only the axes that the operator has entered are moved: the others
//! stay where they are, and their boxes go on showing it.
class StageTargets : public QWidget
{
    Q_OBJECT
public:
    //! \a mover and \a lengths outlive it.
    StageTargets(const StageAccess &access, StageMover *mover, const LengthScale *lengths,
                 QWidget *parent = nullptr);

    //! Shows which controls may be used now, and why the others may not.
    void refresh();
    //! Takes the position; from now on the stage is there.
    void setPosition(const Holdfast::StageSteps &position);

    //! Moves to \a position along those of \a axes that the stage has. Returns why not, in a sentence; empty when
    //! the move is asked for.
    QString goTo(const Holdfast::StageSteps &position, const QList<Axis> &axes);

    //! Returns the note on the entered position, to be shown beside the boxes: its error, or where
    //! it leads. Returns how far the stage may go, while nothing is entered.
    QString remark() const;

Q_SIGNALS:
    //! Emitted when remark() has changed.
    void remarkChanged();
    //! Emitted when the stage is about to be asked to go elsewhere.
    void leaving();

private:
    struct Target
    {
        LengthBox *box = nullptr;
        bool isEntered = false;
    };
    struct Button
    {
        QPushButton *button;
        QString purpose;
        QString action;
    };

    LengthBox *createBox(Axis axis);
    QPushButton *createButton(const QString &objectName, const QString &text,
                              const QString &purpose, const QString &action);
    Target &target(Axis axis) { return m_targets[static_cast<std::size_t>(axis)]; }
    const Target &target(Axis axis) const { return m_targets[static_cast<std::size_t>(axis)]; }
    void setEntered(Axis axis, bool isEntered);
    void forgetEntries();
    void showPosition(Axis axis);
    bool isMissedIfLeftOut(Axis axis) const;
    void run(const QString &action);
    void begin(const QString &action);
    void askForZero();
    void askForOrigin();
    QString positionText() const;
    //! Returns the input of a move to what \a target has; a sentence when that is not possible.
    std::variant<Json, QString> inputFor(const std::array<std::optional<qint64>, 3> &target) const;
    void goToEntered();
    void refuse(const QString &problem);
    void say(const QString &refusal);
    void follow();
    QString entryProblem() const;
    QString destination() const;
    void showLimits(const Json &limits);
    void showUnits();
    QString limitsText() const;

    Session m_session;
    const QString m_stage;
    StageMover *m_mover;
    StageQuestion *m_question;
    const LengthScale *m_lengths;
    std::array<Target, 3> m_targets;
    QList<Button> m_buttons;
    std::optional<StageSteps> m_position;
    bool m_isSent = false; //!< the entry is sent, and the move has not begun yet
    QString m_refusal;     //!< why it was not sent
    std::array<std::optional<std::pair<int, int>>, 3> m_limits; //!< least and most of each axis
};

} // namespace Holdfast
