// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QPushButton;

namespace Holdfast {

class StageJogger;
class StageMover;
class TextBox;

//! \brief Shows the state of the operator's move: for which owner it waits, that it moves, or why
//! it was refused.
class MoveStatus : public QFrame
{
    Q_OBJECT
public:
    //! \a mover and \a jogger outlive it.
    MoveStatus(StageMover *mover, StageJogger *jogger, QWidget *parent = nullptr);

    //! Shows instead why nothing can be moved at all.
    void setImpossible(const QString &reason);

private:
    void refresh();
    QString text() const;

    StageMover *m_mover;
    StageJogger *m_jogger;
    QString m_impossible;
    TextBox *m_text; //!< of fixed height, so that the buttons above stay where they are
    QPushButton *m_cancel;
};

} // namespace Holdfast
