// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagepanel.h"

#include "ui/base/number/wheelguard.h"
#include "ui/base/text/plainlabel.h"
#include "ui/stage/stageaccess.h"
#include "ui/stage/stagepad.h"

#include <QComboBox>
#include <QFormLayout>
#include <QVBoxLayout>

namespace Holdfast {

StagePanel::StagePanel(const OperatorAccess &access, UserSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_settings(settings)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("stagePanel"));
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    const QStringList stages = stagesOf(access.session);
    const QString first = usualStage(access.session);
    if (stages.size() > 1)
        m_layout->addWidget(createChoice(stages, first));
    choose(first);
}

QWidget *StagePanel::createChoice(const QStringList &stages, const QString &first)
{
    auto *row = new QWidget(this);
    auto *box = new QComboBox(row);
    box->setObjectName(QStringLiteral("stageChoice"));
    box->setAccessibleName(tr("Stage to move"));
    box->setToolTip(tr("The stage that the buttons and keys move"));
    box->addItems(stages);
    box->setCurrentText(first);
    new WheelGuard(box);
    auto *layout = new QFormLayout(row);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(new PlainLabel(tr("Stage"), box, row), box);
    connect(box, &QComboBox::currentTextChanged, this, &StagePanel::choose);
    return row;
}

void StagePanel::choose(const QString &stage)
{
    // What was asked of the other stage, and has not begun, is not wanted any more.
    if (m_pad)
        m_pad->forgetFollowing();
    delete m_pad;
    m_stage = stage;
    m_pad = new StagePad({m_access, stage}, m_settings, this);
    m_layout->addWidget(m_pad, 1);
}

void StagePanel::moveBy(const StageSteps &steps)
{
    m_pad->moveBy(steps);
}

QString StagePanel::goTo(const QString &stage, const StageSteps &position, const QList<Axis> &axes)
{
    if (stage != m_stage)
        return tr("Not moved. This is a position of the stage %1: choose that first.").arg(stage);
    return m_pad->goTo(position, axes);
}

QString StagePanel::goBack()
{
    return m_pad->goBack();
}

void StagePanel::focusBy(int clicks)
{
    m_pad->focusBy(clicks);
}

void StagePanel::deflect(const StagePush &push)
{
    m_pad->deflect(push);
}

void StagePanel::loseStick()
{
    m_pad->loseStick();
}

void StagePanel::forgetFollowing()
{
    m_pad->forgetFollowing();
}

} // namespace Holdfast
