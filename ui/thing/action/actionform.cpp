// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/action/actionform.h"

#include "ui/base/text/format.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/thingtext.h"
#include "ui/base/theme/icon.h"
#include "ui/thing/action/actionrunner.h"
#include "ui/thing/action/resultview.h"
#include "ui/thing/dotsbutton.h"
#include "ui/thing/editor/valueeditor.h"
#include "ui/thing/scriptmenu.h"
#include "ui/thing/thingrule.h"

#include <QGridLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <cmath>

namespace Holdfast {

namespace {

QString helpOf(const ActionAffordance &action)
{
    return thingText(action.description.isEmpty() ? action.title : action.description);
}

} // namespace

ActionForm::ActionForm(const Session &session, ActionRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_runner(runner)
    , m_id(runner->thing() + u'.' + runner->action().name)
    , m_run(new QPushButton(toIcon(Icon::Play), tr("Run"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_script(new ScriptMenu(m_id + QStringLiteral("Script"), this))
    , m_scriptButton(new DotsButton(this))
    , m_progress(new QProgressBar(this))
    , m_state(new PlainLabel(this))
    , m_result(new ResultView(m_id, this))
{
    setObjectName(m_id + QStringLiteral("Form"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 2, 0, 6);
    layout->setVerticalSpacing(4);
    layout->setColumnStretch(0, 1);
    createButtons(layout);
    createHead(layout);
    createOutcome(layout);
    connect(runner, &ActionRunner::changed, this, &ActionForm::showState);
    refreshPermission();
    showState();
}

void ActionForm::createHead(QGridLayout *layout)
{
    const ActionAffordance &action = m_runner->action();
    if (!action.hasInputs()) {
        auto *title = new PlainLabel(thingText(action.title), this);
        title->setObjectName(m_id + QStringLiteral("Title"));
        title->setToolTip(plainToolTip(helpOf(action)));
        title->setMinimumWidth(1);
        title->setWordWrap(true);
        layout->addWidget(title, 0, 0);
        layout->addWidget(m_run, 0, 1);
        return;
    }
    m_head = new QToolButton(this);
    m_head->setObjectName(m_id + QStringLiteral("Head"));
    QString text = thingText(action.title); // an & would be taken for a key
    m_head->setText(text.replace(u'&', QStringLiteral("&&")));
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setAutoRaise(true);
    m_head->setCheckable(true);
    m_head->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_head->setMinimumWidth(1);
    m_head->setAccessibleName(tr("%1: show its inputs").arg(thingText(action.title)));
    m_head->setToolTip(plainToolTip(helpOf(action) + u'\n' + tr("Shows and hides its inputs")));
    connect(m_head, &QToolButton::toggled, this, &ActionForm::unfold);
    layout->addWidget(m_head, 0, 0, 1, 2);
    createInputs(layout);
    unfold(false);
}

void ActionForm::createInputs(QGridLayout *layout)
{
    const ActionAffordance &action = m_runner->action();
    m_inputs = new QWidget(this);
    auto *inner = new QVBoxLayout(m_inputs);
    inner->setContentsMargins(8, 0, 0, 0);
    if (!action.description.isEmpty()) {
        auto *description = new PlainLabel(thingText(action.description), m_inputs);
        description->setObjectName(m_id + QStringLiteral("Description"));
        description->setWordWrap(true);
        description->setMinimumWidth(1);
        inner->addWidget(description);
    }
    m_editor =
        createEditor(action.input, {m_id, thingText(action.title), helpOf(action)}, m_inputs);
    inner->addWidget(m_editor);
    inner->addWidget(m_run, 0, Qt::AlignLeft);
    connect(m_editor, &ValueEditor::edited, this, [this] {
        m_note.clear(); // about the text that was entered before
        showState();
    });
    connect(m_editor, &ValueEditor::committed, this, &ActionForm::run);
    layout->addWidget(m_inputs, 1, 0, 1, 3);
}

void ActionForm::createButtons(QGridLayout *layout)
{
    const QString title = thingText(m_runner->action().title);
    m_run->setObjectName(m_id + QStringLiteral("Run"));
    m_run->setAccessibleName(tr("Run %1").arg(title));
    m_cancel->setObjectName(m_id + QStringLiteral("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel %1").arg(title));
    m_scriptButton->setObjectName(m_id + QStringLiteral("ScriptButton"));
    m_scriptButton->setMenu(m_script);
    m_scriptButton->setAccessibleName(tr("%1 from a script").arg(title));
    m_scriptButton->setToolTip(tr("Do it from a script"));
    layout->addWidget(m_scriptButton, 0, 2, Qt::AlignRight | Qt::AlignTop);
    m_script->add(tr("Run"), [this] {
        return ScriptCall {ScriptCall::Kind::Invoke, m_runner->thing(), m_runner->action().name,
                           input()};
    });
    connect(m_run, &QPushButton::clicked, this, &ActionForm::run);
    connect(m_cancel, &QPushButton::clicked, m_runner, &ActionRunner::cancel);
    connect(m_script, &ScriptMenu::copied, this, [this] {
        m_note = tr("Copied.");
        showState();
    });
}

void ActionForm::createOutcome(QGridLayout *layout)
{
    m_progress->setObjectName(m_id + QStringLiteral("Progress"));
    m_progress->setAccessibleName(tr("Progress of %1").arg(thingText(m_runner->action().title)));
    m_progress->setToolTip(tr("How far the action is, as the action itself reports"));
    m_state->setObjectName(m_id + QStringLiteral("State"));
    m_state->setAccessibleName(tr("%1: outcome").arg(thingText(m_runner->action().title)));
    m_state->setToolTip(tr("The outcome of the last run"));
    m_state->setWordWrap(true);
    m_state->setMinimumWidth(1);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_progress, 2, 0);
    layout->addWidget(m_cancel, 2, 1, 1, 2);
    layout->addWidget(m_state, 3, 0, 1, 3);
    layout->addWidget(m_result, 4, 0, 1, 3);
}

void ActionForm::unfold(bool unfolded)
{
    m_head->setIcon(toIcon(unfolded ? Icon::ArrowDown : Icon::ArrowRight));
    m_inputs->setVisible(unfolded);
}

Json ActionForm::input() const
{
    return m_editor ? m_editor->value() : Json::object();
}

void ActionForm::run()
{
    if (!m_run->isEnabled())
        return;
    m_note = m_editor ? m_editor->problem() : QString();
    if (m_note.isEmpty())
        m_runner->run(input());
    showState();
}

void ActionForm::refreshPermission()
{
    const Permission permission = ThingRule::mayRun(m_session, m_runner->action());
    const bool isIdle = !m_runner->operation().isUnderWay();
    QString toolTip = helpOf(m_runner->action());
    if (!permission.allowed)
        toolTip += u'\n' + tr("Not now: %1").arg(permission.reason);
    else if (!isIdle)
        toolTip += u'\n' + tr("Not now: The action is running.");
    m_run->setToolTip(plainToolTip(toolTip));
    m_run->setEnabled(permission.allowed && isIdle);
}

void ActionForm::setServer(const QUrl &server)
{
    m_script->setServer(server);
}

void ActionForm::showState()
{
    const Operation &operation = m_runner->operation();
    const auto &invocation = operation.invocation();
    const bool isMeasured = invocation && invocation->progress;
    m_progress->setRange(0, isMeasured ? 100 : 0); // else it only moves to and fro
    m_progress->setValue(isMeasured ? int(std::lround(invocation->progress->percent)) : 0);
    m_progress->setVisible(operation.phase() == Operation::Phase::Running);
    m_cancel->setVisible(operation.isUnderWay());
    m_cancel->setToolTip(operation.isWaiting() ? tr("Leave the line: the action will not run")
                                               : tr("Ask the action to end where it is"));
    const QString text = stateText();
    m_state->setText(text);
    if (!text.isEmpty())
        m_state->setToolTip(plainToolTip(text));
    m_state->setVisible(!text.isEmpty());
    showOutcome();
    refreshPermission();
}

void ActionForm::showOutcome()
{
    const auto &invocation = m_runner->operation().invocation();
    const bool hasOutput = invocation && invocation->output;
    if (!hasOutput) {
        m_shown = {};
        m_result->clear();
    } else if (m_shown != invocation->id) {
        m_shown = invocation->id;
        m_result->setOutput(*invocation->output);
    }
}

QString ActionForm::stateText() const
{
    const Operation &operation = m_runner->operation();
    const auto &invocation = operation.invocation();
    if (operation.isWaiting())
        return operation.waitingText();
    if (operation.isUnderWay())
        return invocation && invocation->progress ? thingText(invocation->progress->message)
                                                  : QString();
    QStringList lines;
    if (!m_runner->problem().isEmpty())
        lines << m_runner->problem();
    else if (invocation && invocation->isFinished())
        lines << tr("Done in %1.")
                     .arg(Format::took(std::chrono::milliseconds {
                         invocation->started.msecsTo(invocation->completed)}));
    if (!m_note.isEmpty())
        lines << m_note;
    return lines.join(u'\n');
}

} // namespace Holdfast
