// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QPushButton;

namespace Holdfast {

class LengthScale;
class StageJogger;
class StageMover;
class TextBox;

//! \brief Shows the state of the operator's move: for which owner it waits, that it moves, or why
//! it was refused.
class MoveStatus : public QFrame
{
    Q_OBJECT
public:
    //! \a mover, \a jogger and \a lengths outlive it.
    MoveStatus(StageMover *mover, StageJogger *jogger, const LengthScale *lengths,
               QWidget *parent = nullptr);

    //! Shows instead why nothing can be moved at all.
    void setImpossible(const QString &reason);

private:
    void refresh();
    QString text() const;
    QString holdText() const;

    StageMover *m_mover;
    StageJogger *m_jogger;
    const LengthScale *m_lengths;
    QString m_impossible;
    TextBox *m_text; //!< of fixed height, so that the buttons above stay where they are
    QPushButton *m_cancel;
};

} // namespace Holdfast
