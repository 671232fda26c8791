// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/steppresets.h"

#include "ui/base/length/lengthscale.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/settings/usersettings.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

#include <array>

namespace Holdfast {

StepPresets::StepPresets(UserSettings *settings, const LengthScale *lengths, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_lengths(lengths)
{
    setObjectName(QStringLiteral("stepPresets"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    for (int preset = 0; preset < UserSettings::stepPresets; ++preset)
        add(preset);
    connect(settings, &UserSettings::changed, this, &StepPresets::refresh);
    connect(lengths, &LengthScale::changed, this, &StepPresets::refresh);
    refresh();
}

QString StepPresets::name(int preset)
{
    const std::array names {tr("Fine"), tr("Medium"), tr("Coarse"), tr("Far")};
    static_assert(names.size() == UserSettings::stepPresets);
    return names.at(std::size_t(preset));
}

void StepPresets::add(int preset)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("stepPreset%1").arg(preset + 1));
    button->setCheckable(true);
    button->setAccessibleName(tr("Steps: %1").arg(name(preset)));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(button, &QToolButton::clicked, m_settings,
            [this, preset] { m_settings->useStepPreset(preset); });
    auto *keep = new QAction(tr("Keep the steps in use here"), button);
    keep->setObjectName(QStringLiteral("keepSteps%1").arg(preset + 1));
    connect(keep, &QAction::triggered, m_settings, [this, preset] {
        m_settings->setStepPreset(preset, {m_settings->stepXY(), m_settings->stepZ()});
    });
    button->addAction(keep);
    button->setContextMenuPolicy(Qt::ActionsContextMenu);
    layout()->addWidget(button);
    m_buttons.append(button);
}

void StepPresets::refresh()
{
    const StepPreset used {m_settings->stepXY(), m_settings->stepZ()};
    for (int preset = 0; preset < m_buttons.size(); ++preset) {
        QToolButton *button = m_buttons.at(preset);
        const StepPreset of = m_settings->stepPreset(preset);
        button->setText(m_lengths->show(Axis::X, of.stepXY));
        button->setChecked(of == used);
        button->setToolTip(
            plainToolTip(tr("%1 steps: %2 along x and y, %3 of the focus. The menu of the right "
                            "mouse button keeps the steps in use here.")
                             .arg(name(preset), m_lengths->showWithUnit(Axis::X, of.stepXY),
                                  m_lengths->showWithUnit(Axis::Z, of.stepZ))));
    }
}

} // namespace Holdfast
