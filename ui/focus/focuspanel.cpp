// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/focus/focuspanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/length/lengthbox.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/number/wheelguard.h"
#include "ui/base/propertyfollower.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/focus/focuscurve.h"
#include "ui/focus/focusplot.h"
#include "ui/focus/focusrule.h"
#include "ui/operation/operationstatus.h"
#include "ui/thing/thingrule.h"

#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Holdfast {

namespace {

const QString stageThing = QStringLiteral("stage");
const QString positionProperty = QStringLiteral("position");
const QString sweepProperty = QStringLiteral("latest_sweep");
const QString lastGoodProperty = QStringLiteral("last_good_z");
const QString limitProperty = QStringLiteral("z_limit");
const QString fastAction = QStringLiteral("fast_autofocus");
const QString lastGoodAction = QStringLiteral("go_to_last_good_z");

constexpr int shortestRange = 20;
constexpr int longestRange = 100'000;
constexpr int firstRange = 2000;

} // namespace

FocusPanel::FocusPanel(const OperatorAccess &access, const LengthScale *lengths, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::TopToBottom, this))
    , m_session(access.session)
    , m_lengths(lengths)
    , m_status(new OperationStatus(access, QStringLiteral("focusStatus"), this))
    , m_range(new LengthBox(this))
    , m_metric(new QComboBox(this))
    , m_plot(new FocusPlot(this))
    , m_lastGood(new PlainLabel(this))
    , m_limit(access)
{
    setObjectName(QStringLiteral("focusPanel"));
    m_status->setAccessibleName(tr("State of the autofocus"));
    m_lastGood->setObjectName(QStringLiteral("lastGoodZ"));
    auto *form = new QWidget(this);
    createForm(form);
    auto *right = new QVBoxLayout;
    right->addWidget(m_plot, 1);
    right->addWidget(m_status);
    right->addWidget(createLimit());
    m_layout->setContentsMargins(6, 4, 6, 4);
    m_layout->addWidget(form);
    m_layout->addLayout(right, 1);

    connect(m_status, &OperationStatus::changed, this, &FocusPanel::refresh);
    // A Thing without the property latest_sweep, such as OpenFlexure's, has only the result.
    connect(m_status, &OperationStatus::done, this, [this](const QString &, const Json &output) {
        if (const auto curve = FocusCurve::from(output))
            m_plot->setCurve(curve);
    });
    connect(m_range->edit(), &QLineEdit::textEdited, this, &FocusPanel::refresh);
    connect(m_range, &QSpinBox::valueChanged, this, &FocusPanel::refresh);
    connect(access.monitor, &StationMonitor::lockChanged, this, &FocusPanel::refresh);
    connect(access.monitor, &StationMonitor::faultChanged, this, &FocusPanel::refresh);
    connect(lengths, &LengthScale::changed, this, &FocusPanel::showUnits);
    follow(access);
    showUnits();
}

void FocusPanel::showUnits()
{
    m_range->setScale(m_lengths->perStep(Axis::Z), m_lengths->suffix(Axis::Z));
    m_plot->setScale(m_lengths->perStep(Axis::Z), m_lengths->unit(Axis::Z));
    refresh();
}

void FocusPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // At the side of the window the curve is below the form. The room is that of the area that scrolls: beside one another the
    // two would be wider than that, and so they would stay.
    const QWidget *room = parentWidget() ? parentWidget() : this;
    const bool isWide = room->width() > fontMetrics().averageCharWidth() * 60;
    m_layout->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void FocusPanel::createForm(QWidget *form)
{
    m_range->setObjectName(QStringLiteral("focusRange"));
    m_range->setAccessibleName(tr("Range of the autofocus"));
    m_range->setToolTip(tr("How far the stage moves along z, half of it on either side"));
    m_range->setRange(shortestRange, longestRange);
    m_range->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_range->setValue(firstRange);
    m_metric->setObjectName(QStringLiteral("focusMetric"));
    m_metric->setAccessibleName(tr("Measure of sharpness"));
    new WheelGuard(m_metric);
    m_metric->addItem(tr("size of the JPEG"), 1);
    m_metric->addItem(tr("gradient"), 2);
    m_metric->setToolTip(
        tr("How sharpness is measured: fine detail makes larger files, and steeper "
           "gradients"));
    auto *rows = new QFormLayout;
    rows->setContentsMargins({});
    rows->setVerticalSpacing(4);
    rows->addRow(new PlainLabel(tr("Range"), m_range, form), m_range);
    rows->addRow(new PlainLabel(tr("Measure"), m_metric, form), m_metric);

    addButton(QStringLiteral("fastAutofocusButton"), fastAction, tr("Focus"),
              tr("Sweeps once through the range, and goes to the sharpest position"),
              tr("Focusing"));
    addButton(QStringLiteral("loopingAutofocusButton"), QStringLiteral("looping_autofocus"),
              tr("Focus precisely"),
              tr("Sweeps until the focus lies in the middle of the range: slower, and also where "
                 "the focus is farther away"),
              tr("Focusing precisely"));
    addButton(QStringLiteral("zSweepButton"), QStringLiteral("z_sweep"), tr("Curve only"),
              tr("Measures the curve over the range, and goes back"), tr("Measuring the curve"));
    addButton(QStringLiteral("lastGoodButton"), lastGoodAction, tr("Last good z"),
              tr("Goes to where the focus was found last"), tr("Going to the last good z"));
    auto *grid = new QGridLayout;
    grid->setSpacing(4);
    for (int i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i].button->setParent(form);
        grid->addWidget(m_buttons[i].button, i / 2, i % 2);
    }
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(rows);
    layout->addLayout(grid);
    layout->addWidget(m_lastGood);
    layout->addStretch(1);
}

QWidget *FocusPanel::createLimit()
{
    auto *row = new QWidget(this);
    m_limitText = new PlainLabel(row);
    m_limitText->setObjectName(QStringLiteral("focusLimit"));
    m_limitText->setWordWrap(true);
    m_limitHere = new QPushButton(tr("Limit here"), row);
    m_limitHere->setObjectName(QStringLiteral("focusLimitHereButton"));
    m_noLimit = new QPushButton(tr("No limit"), row);
    m_noLimit->setObjectName(QStringLiteral("noFocusLimitButton"));
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins({});
    grid->setSpacing(4);
    grid->addWidget(m_limitText, 0, 0, 1, 2);
    grid->addWidget(m_limitHere, 1, 0);
    grid->addWidget(m_noLimit, 1, 1);
    connect(m_limitHere, &QPushButton::clicked, this, [this] {
        if (m_z)
            setLimit(*m_z);
    });
    connect(m_noLimit, &QPushButton::clicked, this, [this] { setLimit(nullptr); });
    connect(&m_limit, &Operation::changed, this, &FocusPanel::refresh);
    connect(&m_limit, &Operation::ended, this, [this](const Outcome &outcome) {
        m_limitProblem =
            outcome.isDone() ? QString() : tr("The limit was not set. %1").arg(outcome.reason());
    });
    return row;
}

void FocusPanel::setLimit(const Json &z)
{
    m_limitProblem.clear();
    m_limit.write(FocusRule::autofocus(), limitProperty, z);
}

void FocusPanel::runAutofocus()
{
    press(fastAction);
}

void FocusPanel::goToLastGoodZ()
{
    press(lastGoodAction);
}

void FocusPanel::press(const QString &action)
{
    for (const Button &each : m_buttons) {
        if (each.action == action)
            each.button->click();
    }
}

void FocusPanel::addButton(const QString &objectName, const QString &action, const QString &text,
                           const QString &purpose, const QString &doing)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    m_buttons.append({button, action, purpose, doing});
    connect(button, &QPushButton::clicked, this,
            [this, index = m_buttons.size() - 1] { run(m_buttons[index]); });
}

void FocusPanel::follow(const OperatorAccess &access)
{
    auto *follower = new PropertyFollower(access, this);
    follower->follow(FocusRule::autofocus(), sweepProperty,
                     [this](const Json &value) { m_plot->setCurve(FocusCurve::from(value)); });
    follower->follow(FocusRule::autofocus(), lastGoodProperty, [this](const Json &value) {
        m_lastGoodZ = value.is_number_integer() ? std::optional(value.get<int>()) : std::nullopt;
        refresh();
    });
    follower->follow(stageThing, positionProperty, [this](const Json &value) {
        const bool isPosition = value.is_object() && value.contains("z") && value["z"].is_number();
        m_plot->setPosition(isPosition ? std::optional(value["z"].get<double>()) : std::nullopt);
        m_z = isPosition ? std::optional(int(value["z"].get<double>())) : std::nullopt;
        refreshLimit();
    });
    follower->follow(FocusRule::autofocus(), limitProperty, [this](const Json &value) {
        m_zLimit = value.is_number_integer() ? std::optional(value.get<int>()) : std::nullopt;
        refreshLimit();
    });
}

void FocusPanel::run(const Button &button)
{
    m_status->run(FocusRule::autofocus(), button.action, inputOf(button.action), button.doing);
}

//! Another server's autofocus may know fewer inputs.
Json FocusPanel::inputOf(const QString &action) const
{
    Json input = Json::object();
    const Affordances *autofocus = m_session.affordances(FocusRule::autofocus());
    const ActionAffordance *found = autofocus ? autofocus->action(action) : nullptr;
    if (!found)
        return input;
    const auto knows = [found](QStringView name) {
        const auto &members = found->input.members;
        return std::any_of(members.begin(), members.end(),
                           [name](const SchemaMember &member) { return member.name == name; });
    };
    if (knows(u"dz"))
        input["dz"] = m_range->entered();
    if (knows(u"start"))
        input["start"] = "centre";
    if (knows(u"sharpness_metric"))
        input["sharpness_metric"] = m_metric->currentData().toInt();
    return input;
}

void FocusPanel::refresh()
{
    const bool isUnderWay = m_status->isUnderWay();
    QString reason;
    for (const Button &each : m_buttons) {
        Permission may = FocusRule::mayRun(m_session, FocusRule::autofocus(), each.action);
        if (may.allowed && each.action == lastGoodAction && !m_lastGoodZ)
            may = Permission::no(tr("No focus has been found yet."));
        if (may.allowed && each.action != lastGoodAction && !m_range->problem().isEmpty())
            may = Permission::no(m_range->problem());
        if (may.allowed && isUnderWay)
            may = Permission::no(tr("The one before is still under way."));
        each.button->setEnabled(may.allowed);
        each.button->setToolTip(plainToolTip(
            may.allowed ? each.purpose : each.purpose + u'\n' + tr("Not now: %1").arg(may.reason)));
        if (reason.isEmpty() && !may.allowed && each.action != lastGoodAction)
            reason = may.reason;
    }
    m_lastGood->setText(
        m_lastGoodZ ? tr("Last good z: %1").arg(m_lengths->showWithUnit(Axis::Z, *m_lastGoodZ))
                    : tr("No focus has been found yet."));
    if (reason.isEmpty())
        reason = m_limit.isWaiting() ? m_limit.waitingText() : m_limitProblem;
    m_status->setIdleText(isUnderWay || reason.isEmpty() ? tr("Ready") : reason);
    refreshLimit();
}

void FocusPanel::refreshLimit()
{
    m_limitText->setText(m_zLimit ? tr("Limit towards the objective: z = %1")
                                        .arg(m_lengths->showWithUnit(Axis::Z, *m_zLimit))
                                  : tr("Limit towards the objective: that of the stage"));
    const Affordances *autofocus = m_session.affordances(FocusRule::autofocus());
    const PropertyAffordance *limit = autofocus ? autofocus->property(limitProperty) : nullptr;
    Permission may = Permission::no(tr("This autofocus has no limit to be set."));
    if (limit)
        may = ThingRule::mayWrite(m_session, *limit);
    if (may.allowed && m_limit.isUnderWay())
        may = Permission::no(tr("The one before is still under way."));
    const auto allow = [](QPushButton *button, const QString &purpose,
                          const Permission &permission) {
        button->setEnabled(permission.allowed);
        button->setToolTip(plainToolTip(
            permission.allowed ? purpose
                               : purpose + u'\n' + tr("Not now: %1").arg(permission.reason)));
    };
    allow(m_limitHere,
          tr("From now on no autofocus goes nearer to the objective than where the stage is"),
          may.allowed && !m_z ? Permission::no(tr("The position of the stage is not known."))
                              : may);
    allow(m_noLimit, tr("Only the limits of the stage itself count"),
          may.allowed && !m_zLimit ? Permission::no(tr("There is no limit.")) : may);
}

} // namespace Holdfast
