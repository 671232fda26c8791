// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/timelapse/timelapseform.h"

#include "core/session/stationmonitor.h"
#include "ui/base/number/numberbox.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/textbox.h"
#include "ui/base/theme/icon.h"
#include "ui/camera/timelapse/timelapse.h"
#include "ui/settings/usersettings.h"

#include <QFormLayout>
#include <QPushButton>

#include <algorithm>
#include <ranges>

namespace Holdfast {

namespace {

constexpr int longestInterval = 24 * 3600; // seconds
constexpr int mostPictures = 9999;
constexpr std::chrono::milliseconds readoutInterval {500};

} // namespace

TimeLapseForm::TimeLapseForm(TimeLapse *timeLapse, const StationMonitor *monitor,
                             UserSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_timeLapse(timeLapse)
    , m_settings(settings)
    , m_interval(createBox(QStringLiteral("timeLapseInterval"), tr("Seconds between pictures"),
                           tr("From the beginning of one picture to that of the next"), 1,
                           longestInterval, settings->timeLapseInterval()))
    , m_count(createBox(QStringLiteral("timeLapseCount"), tr("Number of pictures"),
                        tr("How many pictures; at the least, until you stop it"), 0, mostPictures,
                        settings->timeLapseCount()))
    , m_button(new QPushButton(this))
    , m_text(new TextBox(3, QStringLiteral("timeLapseText"), this))
{
    setObjectName(QStringLiteral("timeLapseForm"));
    m_interval->setSuffix(tr(" s"));
    m_count->setSpecialValueText(tr("until stopped"));
    m_button->setObjectName(QStringLiteral("timeLapseButton"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(new PlainLabel(tr("Ever&y"), m_interval, this), m_interval);
    form->addRow(new PlainLabel(tr("&Pictures"), m_count, this), m_count);
    form->addRow(m_button);
    form->addRow(m_text);
    m_second.setInterval(readoutInterval);
    connect(&m_second, &QTimer::timeout, this, &TimeLapseForm::refresh);
    connect(m_button, &QPushButton::clicked, this, &TimeLapseForm::press);
    connect(timeLapse, &TimeLapse::changed, this, &TimeLapseForm::refresh);
    connect(monitor, &StationMonitor::lockChanged, this, &TimeLapseForm::refresh);
    for (auto *box : {m_interval, m_count}) {
        connect(box, &QSpinBox::valueChanged, this,
                [this] { m_settings->setTimeLapse(m_interval->value(), m_count->value()); });
        connect(box, &QSpinBox::valueChanged, this, &TimeLapseForm::refresh);
        connect(box->edit(), &QLineEdit::textEdited, this, &TimeLapseForm::refresh);
    }
    refresh();
}

WholeNumberBox *TimeLapseForm::createBox(const QString &objectName, const QString &name,
                                         const QString &toolTip, int least, int most, int value)
{
    auto *box = new WholeNumberBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setToolTip(toolTip);
    box->setRange(least, most);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setValue(value);
    return box;
}

void TimeLapseForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void TimeLapseForm::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_second.stop();
}

void TimeLapseForm::press()
{
    if (m_timeLapse->isRunning()) {
        m_timeLapse->stop();
        return;
    }
    if (entryProblem().isEmpty())
        m_timeLapse->start({std::chrono::seconds {m_interval->entered()}, m_count->entered()});
}

QString TimeLapseForm::entryProblem() const
{
    for (const WholeNumberBox *box : {m_interval, m_count}) {
        if (const QString problem = box->problem(); !problem.isEmpty())
            return QStringLiteral("%1: %2").arg(box->accessibleName(), problem);
    }
    return {};
}

void TimeLapseForm::refresh()
{
    const bool isRunning = m_timeLapse->isRunning();
    Permission may = isRunning ? Permission::yes() : m_timeLapse->mayStart();
    if (const QString problem = entryProblem(); may.allowed && !isRunning && !problem.isEmpty())
        may = Permission::no(problem);
    m_button->setText(isRunning ? tr("Stop time-lapse") : tr("Start time-lapse"));
    m_button->setIcon(toIcon(isRunning ? Icon::Cancel : Icon::TimeLapse));
    m_button->setAccessibleName(m_button->text());
    m_button->setEnabled(may.allowed);
    QString toolTip = isRunning ? tr("The pictures that have been taken are kept")
                                : tr("Pictures go to a folder of their own, numbered; each takes "
                                     "the lock for itself. A series ends with this window.");
    if (!may.allowed)
        toolTip += u'\n' + tr("Not now: %1").arg(may.reason);
    m_button->setToolTip(plainToolTip(toolTip));
    for (auto *box : {m_interval, m_count})
        box->setEnabled(!isRunning);
    QStringList lines {m_timeLapse->text()};
    if (!may.allowed)
        lines.prepend(may.reason); // nearest to the boxes and the button
    const QStringList misses = m_timeLapse->misses();
    if (!misses.isEmpty())
        lines << tr("Missed:");
    for (const QString &miss : std::views::reverse(misses))
        lines << miss; // the latest first
    lines.removeAll(QString());
    m_text->setText(lines.join(u'\n'));
    if (isRunning && isVisible()) {
        if (!m_second.isActive())
            m_second.start();
    } else {
        m_second.stop();
    }
}

} // namespace Holdfast
