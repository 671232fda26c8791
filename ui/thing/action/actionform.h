// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QWidget>

class QGridLayout;
class QProgressBar;
class QPushButton;
class QToolButton;
class QUrl;

namespace Holdfast {

class ActionRunner;
class PlainLabel;
class ResultView;
class ScriptMenu;
class ValueEditor;

//! \brief One action of a Thing: its inputs, a button to run it, its progress and its outcome. The
//! inputs are folded away until the operator wants them; an action without any just runs.
class ActionForm : public QWidget
{
    Q_OBJECT
public:
    //! \a runner outlives it.
    ActionForm(const Session &session, ActionRunner *runner, QWidget *parent = nullptr);

    ActionRunner *runner() const { return m_runner; }
    //! Asks the rule again: the lock serves others than before.
    void refreshPermission();
    void setServer(const QUrl &server);

private:
    void createHead(QGridLayout *layout);
    void createInputs(QGridLayout *layout);
    void createButtons(QGridLayout *layout);
    void createOutcome(QGridLayout *layout);
    void unfold(bool unfolded);
    void run();
    void showState();
    void showOutcome();
    QString stateText() const;
    Json input() const;

    Session m_session;
    ActionRunner *m_runner;
    QString m_id;                  //!< "stage.move_relative"
    QToolButton *m_head = nullptr; //!< null for an action without inputs
    QWidget *m_inputs = nullptr;
    ValueEditor *m_editor = nullptr;
    QPushButton *m_run;
    QPushButton *m_cancel;
    ScriptMenu *m_script;
    QToolButton *m_scriptButton;
    QProgressBar *m_progress;
    PlainLabel *m_state;
    ResultView *m_result;
    QUuid m_shown;  //!< the run whose result is shown
    QString m_note; //!< the outcome of the operator's last click: "Copied."
};

} // namespace Holdfast
