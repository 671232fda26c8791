// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mapping/mappingpanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/number/numbertext.h"
#include "ui/base/propertyfollower.h"
#include "ui/base/text/format.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/focus/focusrule.h"
#include "ui/operation/operationstatus.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace Holdfast {

namespace {

const QString stepThing = QStringLiteral("stage");
const QString matrixProperty = QStringLiteral("image_to_stage_displacement_matrix");
const QString resolutionProperty = QStringLiteral("image_resolution");
const QString calibrationProperty = QStringLiteral("last_calibration");
const QString stepProperty = QStringLiteral("micrometres_per_step");
const QString calibrateAction = QStringLiteral("calibrate_xy");

constexpr int valueDigits = 3;
constexpr int valueDecimals = 4; // a matrix has zeros that were measured

bool isPairOfNumbers(const Json &row)
{
    return row.is_array() && row.size() == 2 && row[0].is_number() && row[1].is_number();
}

bool isMatrixOfNumbers(const Json &value)
{
    return value.is_array() && value.size() == 2 && isPairOfNumbers(value[0])
           && isPairOfNumbers(value[1]);
}

QString pairText(const Json &row)
{
    return QStringLiteral("x %1, y %2")
        .arg(NumberText::fixed(row[0].get<double>(), valueDecimals),
             NumberText::fixed(row[1].get<double>(), valueDecimals));
}

} // namespace

MappingPanel::MappingPanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_status(new OperationStatus(access, QStringLiteral("mappingStatus"), this))
    , m_calibrate(new QPushButton(tr("Calibrate"), this))
{
    setObjectName(QStringLiteral("mappingPanel"));
    m_status->setAccessibleName(tr("State of the calibration"));
    m_calibrate->setObjectName(QStringLiteral("calibrateButton"));
    auto *form = new QFormLayout;
    form->setVerticalSpacing(4);
    m_matrixText = addValue(form, QStringLiteral("mappingMatrix"), tr("Steps per pixel"));
    m_sizeText = addValue(form, QStringLiteral("mappingSize"), tr("Picture"));
    m_pixelText = addValue(form, QStringLiteral("mappingPixel"), tr("Pixel size"));
    m_timeText = addValue(form, QStringLiteral("mappingTime"), tr("Calibrated"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_calibrate);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addLayout(form);
    layout->addLayout(buttons);
    layout->addWidget(m_status);
    layout->addStretch(1);

    connect(m_calibrate, &QPushButton::clicked, this, [this] {
        m_status->run(FocusRule::mapping(), calibrateAction, Json::object(), tr("Calibrating"));
    });
    connect(m_status, &OperationStatus::changed, this, &MappingPanel::refresh);
    connect(access.monitor, &StationMonitor::lockChanged, this, &MappingPanel::refresh);
    connect(access.monitor, &StationMonitor::faultChanged, this, &MappingPanel::refresh);
    follow(access);
    refresh();
    showValues();
}

PlainLabel *MappingPanel::addValue(QFormLayout *form, const QString &objectName,
                                   const QString &name)
{
    auto *label = new PlainLabel(this);
    label->setObjectName(objectName);
    label->setAccessibleName(name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    form->addRow(new PlainLabel(name, this), label);
    return label;
}

void MappingPanel::follow(const OperatorAccess &access)
{
    auto *follower = new PropertyFollower(access, this);
    const auto keep = [this, follower](const QString &property, Json MappingPanel::*member) {
        follower->follow(FocusRule::mapping(), property, [this, member](const Json &value) {
            this->*member = value;
            showValues();
        });
    };
    keep(matrixProperty, &MappingPanel::m_matrix);
    keep(resolutionProperty, &MappingPanel::m_resolution);
    keep(calibrationProperty, &MappingPanel::m_calibration);
    follower->follow(stepThing, stepProperty, [this](const Json &value) {
        m_micrometres = value.is_number() ? std::max(0.0, value.get<double>()) : 0;
        showValues();
    });
}

void MappingPanel::showValues()
{
    const QString unknown = tr("not known");
    const bool isKnown = isMatrixOfNumbers(m_matrix);
    m_matrixText->setText(isKnown ? tr("downwards: %1; to the right: %2")
                                        .arg(pairText(m_matrix[0]), pairText(m_matrix[1]))
                                  : tr("not calibrated"));
    m_sizeText->setText(isPairOfNumbers(m_resolution)
                            ? tr("%1 x %2 pixels")
                                  .arg(NumberText::show(m_resolution[1].get<double>()),
                                       NumberText::show(m_resolution[0].get<double>()))
                            : unknown);
    if (isKnown) {
        const double steps = std::hypot(m_matrix[1][0].get<double>(), m_matrix[1][1].get<double>());
        const QString inSteps = tr("%1 steps").arg(NumberText::rounded(steps, valueDigits));
        m_pixelText->setText(
            m_micrometres > 0
                ? QStringLiteral("%1 \u00b5m, %2")
                      .arg(NumberText::rounded(steps * m_micrometres, valueDigits), inSteps)
                : inSteps);
    } else {
        m_pixelText->setText(unknown);
    }
    QDateTime time;
    if (m_calibration.is_object() && m_calibration.contains("time")
        && m_calibration["time"].is_string())
        time = QDateTime::fromString(m_calibration["time"].get<QString>(), Qt::ISODate);
    m_timeText->setText(time.isValid() ? Format::time(time) : isKnown ? unknown : tr("never"));
}

void MappingPanel::refresh()
{
    Permission may = FocusRule::mayRun(m_session, FocusRule::mapping(), calibrateAction);
    const bool isUnderWay = m_status->isUnderWay();
    m_calibrate->setEnabled(may.allowed && !isUnderWay);
    const QString purpose =
        tr("Moves the stage a little along both axes, compares the pictures, and goes back. Then a "
           "double-click on the picture brings that place into its middle.");
    m_calibrate->setToolTip(
        plainToolTip(may.allowed ? purpose : purpose + u'\n' + tr("Not now: %1").arg(may.reason)));
    m_status->setIdleText(may.allowed ? tr("Ready") : may.reason);
}

} // namespace Holdfast
