// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagetargets.h"

#include "core/session/stationmonitor.h"
#include "ui/base/length/lengthbox.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/stage/positions/stageframe.h"
#include "ui/stage/stagemover.h"
#include "ui/stage/stagequestion.h"
#include "ui/stage/stagerule.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace Holdfast {

namespace {

const QString softLimits = QStringLiteral("soft_limits");
const QString moveAbsolute = QStringLiteral("move_absolute");
const QString moveToOrigin = QStringLiteral("move_to_origin");
const QString setZero = QStringLiteral("set_zero_position");

} // namespace

StageTargets::StageTargets(const StageAccess &access, StageMover *mover, const LengthScale *lengths,
                           QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_stage(access.stage)
    , m_mover(mover)
    , m_question(new StageQuestion(this))
    , m_lengths(lengths)
{
    setObjectName(QStringLiteral("stageTargets"));
    auto *boxes = new QHBoxLayout;
    boxes->setSpacing(2);
    for (const Axis axis : allAxes)
        boxes->addWidget(target(axis).box = createBox(axis), 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    buttons->addWidget(createButton(
        QStringLiteral("goToButton"), tr("Go &there"),
        tr("Moves to the position in the boxes; an axis with an empty box stays"), moveAbsolute));
    buttons->addWidget(createButton(QStringLiteral("originButton"), tr("&Origin"),
                                    tr("Moves to where all axes are zero; asks before it moves z"),
                                    moveToOrigin));
    buttons->addWidget(
        createButton(QStringLiteral("zeroButton"), tr("&Zero here"),
                     tr("Makes the current position zero, without moving; asks first"), setZero));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(boxes);
    layout->addLayout(buttons);

    connect(mover, &StageMover::changed, this, &StageTargets::follow);
    connect(lengths, &LengthScale::changed, this, &StageTargets::showUnits);
    showUnits();
    connect(access.monitor, &StationMonitor::propertyChanged, this,
            [this](const QString &thing, const QString &property, const Json &value) {
                if (thing == m_stage && property == softLimits)
                    showLimits(value);
            });
    const Affordances *offered = access.session.affordances(m_stage);
    if (offered && offered->property(softLimits)) {
        m_session.read(m_stage, softLimits).then(this, [this](const Result<Payload> &read) {
            if (read)
                showLimits(read->json);
        });
    }
    refresh();
}

LengthBox *StageTargets::createBox(Axis axis)
{
    auto *box = new LengthBox(this);
    const QString name = toString(axis);
    box->setObjectName(QStringLiteral("target_") + name);
    box->setRange(std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    box->setPrefix(name + u' ');
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    // All of the numbers that a stage may have would take a third of a small window.
    constexpr int frame = 12;
    box->setMinimumWidth(box->fontMetrics().horizontalAdvance(QStringLiteral("x -100000")) + frame);
    box->clear(); // until it is known
    connect(box->edit(), &QLineEdit::textEdited, this,
            [this, axis, box] { setEntered(axis, !box->isBlank()); });
    connect(box, &QSpinBox::valueChanged, this, [this, axis] { setEntered(axis, true); });
    connect(box, &QSpinBox::editingFinished, this, [this, axis, box] {
        if (box->isBlank())
            showPosition(axis);
    });
    connect(box->edit(), &QLineEdit::returnPressed, this, &StageTargets::goToEntered);
    return box;
}

QPushButton *StageTargets::createButton(const QString &objectName, const QString &text,
                                        const QString &purpose, const QString &action)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    m_buttons.append({button, purpose, action});
    if (action == moveAbsolute)
        connect(button, &QPushButton::clicked, this, &StageTargets::goToEntered);
    else
        connect(button, &QPushButton::clicked, this, [this, action] { begin(action); });
    return button;
}

void StageTargets::begin(const QString &action)
{
    if (action == setZero)
        askForZero();
    else if (action == moveToOrigin)
        askForOrigin();
    else
        run(action);
}

QString StageTargets::positionText() const
{
    QStringList parts;
    for (const Axis axis : allAxes)
        parts << QStringLiteral("%1 %2").arg(
            toString(axis),
            m_position ? m_lengths->showWithUnit(axis, (*m_position)[axis]) : QStringLiteral("?"));
    return parts.join(u", ");
}

void StageTargets::askForZero()
{
    const auto asked = m_position;
    m_question->ask(
        tr("Make this place zero?"),
        tr("What is %1 now becomes zero on all axes. Positions in scripts, and those that were "
           "written down, lead elsewhere then; marked positions stay where they are. This cannot "
           "be taken back.")
            .arg(positionText()),
        {{.text = tr("Make it zero"),
          .objectName = QStringLiteral("confirmZeroButton"),
          .act =
              [this, asked] {
                  if (asked == m_position)
                      run(setZero);
                  else
                      say(tr("Not done. The stage was moved while the question was open."));
              }}},
        tr("Keep the zero"));
}

void StageTargets::askForOrigin()
{
    const bool drivesZ = StageRule::takes(m_session, m_stage, moveAbsolute, Axis::Z)
                         && (!m_position || (*m_position)[Axis::Z] != 0);
    if (!drivesZ) {
        run(moveToOrigin);
        return;
    }
    m_question->ask(
        tr("Move the focus as well?"),
        tr("The stage is at %1. On its way to the origin it moves z to 0: objective and sample may "
           "touch.")
            .arg(positionText()),
        {{.text = tr("Only x and y"),
          .objectName = QStringLiteral("originWithoutZButton"),
          .act =
              [this] {
                  if (const QString problem = goTo({}, {Axis::X, Axis::Y}); !problem.isEmpty())
                      say(problem);
              },
          .isUsual = true},
         {.text = tr("All axes"),
          .objectName = QStringLiteral("originWithZButton"),
          .act = [this] { run(moveToOrigin); }}},
        tr("Stay here"));
}

void StageTargets::run(const QString &action)
{
    if (m_mover->operation().isUnderWay()) {
        refuse(tr("A move is under way."));
        return;
    }
    say({});
    Q_EMIT leaving();
    m_mover->run(action, Json::object());
}

void StageTargets::setPosition(const StageSteps &position)
{
    m_position = position;
    for (const Axis axis : allAxes) {
        if (!target(axis).isEntered)
            showPosition(axis);
    }
}

void StageTargets::showPosition(Axis axis)
{
    LengthBox *box = target(axis).box;
    if (!m_position) {
        box->clear();
        return;
    }
    // A selected text is about to be typed over.
    const bool isSelected = box->edit()->hasSelectedText();
    box->showNumber(double((*m_position)[axis]));
    if (isSelected)
        box->selectAll();
}

void StageTargets::setEntered(Axis axis, bool isEntered)
{
    target(axis).isEntered = isEntered;
    m_refusal.clear(); // about the text that was entered before
    Q_EMIT remarkChanged();
}

void StageTargets::forgetEntries()
{
    for (const Axis axis : allAxes) {
        target(axis).isEntered = false;
        showPosition(axis);
    }
    Q_EMIT remarkChanged();
}

bool StageTargets::isMissedIfLeftOut(Axis axis) const
{
    const Affordances *offered = m_session.affordances(m_stage);
    const ActionAffordance *action = offered ? offered->action(moveAbsolute) : nullptr;
    if (!action)
        return false;
    const auto &members = action->input.members;
    const auto found =
        std::find_if(members.begin(), members.end(),
                     [name = toString(axis)](const SchemaMember &m) { return m.name == name; });
    return found != members.end() && (found->required || found->schema.defaultValue);
}

std::variant<Json, QString>
StageTargets::inputFor(const std::array<std::optional<qint64>, 3> &target) const
{
    Json input = Json::object();
    for (const Axis axis : allAxes) {
        const std::string name = toUtf8String(toString(axis));
        if (const auto &wanted = target[static_cast<std::size_t>(axis)]) {
            input[name] = *wanted;
        } else if (isMissedIfLeftOut(axis)) {
            // This stage would take another number for it, or refuse.
            if (!m_position)
                return tr("The position of the stage along %1 is not known.").arg(toString(axis));
            input[name] = (*m_position)[axis];
        }
    }
    return input;
}

QString StageTargets::goTo(const StageSteps &position, const QList<Axis> &axes)
{
    if (const Permission may = StageRule::mayRun(m_session, m_stage, moveAbsolute); !may.allowed)
        return tr("Not moved. %1").arg(may.reason);
    if (m_mover->operation().isUnderWay())
        return tr("Not moved. %1").arg(tr("A move is under way."));
    std::array<std::optional<qint64>, 3> target;
    for (const Axis axis : axes) {
        if (StageRule::takes(m_session, m_stage, moveAbsolute, axis))
            target[static_cast<std::size_t>(axis)] = position[axis];
    }
    const auto input = inputFor(target);
    if (const auto *problem = std::get_if<QString>(&input))
        return tr("Not moved. %1").arg(*problem);
    Q_EMIT leaving();
    m_mover->run(moveAbsolute, std::get<Json>(input));
    return {};
}

void StageTargets::goToEntered()
{
    if (!m_buttons.first().button->isEnabled())
        return;
    if (const QString problem = entryProblem(); !problem.isEmpty()) {
        refuse(problem);
        return;
    }
    std::array<std::optional<qint64>, 3> wanted;
    for (const Axis axis : allAxes) {
        if (target(axis).isEntered)
            wanted[static_cast<std::size_t>(axis)] = target(axis).box->entered();
    }
    const auto input = inputFor(wanted);
    if (const auto *problem = std::get_if<QString>(&input)) {
        refuse(*problem);
        return;
    }
    if (destination().isEmpty()) {
        refuse(tr("Nothing is entered."));
    } else if (m_mover->operation().isUnderWay()) {
        refuse(tr("A move is under way."));
    } else {
        m_refusal.clear();
        m_isSent = true;
        Q_EMIT leaving();
        m_mover->run(moveAbsolute, std::get<Json>(input));
    }
}

void StageTargets::refuse(const QString &problem)
{
    say(tr("Not moved. %1").arg(problem));
}

void StageTargets::say(const QString &refusal)
{
    m_refusal = refusal;
    Q_EMIT remarkChanged();
}

void StageTargets::follow()
{
    const Operation &move = m_mover->operation();
    if (!m_isSent || move.isWaiting())
        return;
    m_isSent = false;
    // A move that could not be made can be tried again, without entering it again.
    if (move.isUnderWay() || m_mover->problem().isEmpty())
        forgetEntries();
}

void StageTargets::refresh()
{
    for (const Button &entry : m_buttons) {
        const Permission permission = StageRule::mayRun(m_session, m_stage, entry.action);
        entry.button->setEnabled(permission.allowed);
        entry.button->setToolTip(plainToolTip(
            permission.allowed ? entry.purpose
                               : entry.purpose + u'\n' + tr("Not now: %1").arg(permission.reason)));
    }
    const bool canGo = m_buttons.first().button->isEnabled();
    for (const Axis axis : allAxes) {
        LengthBox *box = target(axis).box;
        const bool hasAxis = StageRule::takes(m_session, m_stage, moveAbsolute, axis);
        box->setEnabled(canGo && hasAxis);
        if (canGo && !hasAxis)
            box->setToolTip(plainToolTip(StageRule::lacks(axis)));
    }
}

QString StageTargets::entryProblem() const
{
    for (const Axis axis : allAxes) {
        const QString problem = target(axis).isEntered ? target(axis).box->problem() : QString();
        if (!problem.isEmpty())
            return QStringLiteral("%1: %2").arg(toString(axis), problem);
    }
    return {};
}

QString StageTargets::destination() const
{
    QStringList parts;
    for (const Axis axis : allAxes) {
        if (!target(axis).isEntered)
            continue;
        const qint64 steps = target(axis).box->entered();
        parts << QStringLiteral("%1 %2").arg(
            toString(axis), m_lengths->isInSteps(axis) ? m_lengths->show(axis, steps)
                                                       : m_lengths->showWithUnit(axis, steps));
    }
    return parts.join(QStringLiteral(", "));
}

QString StageTargets::remark() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (const QString problem = entryProblem(); !problem.isEmpty())
        return problem;
    const QString there = destination();
    return there.isEmpty() ? limitsText()
                           : tr("Return moves to %1; the other axes stay.").arg(there);
}

void StageTargets::showLimits(const Json &limits)
{
    for (const Axis axis : allAxes) {
        const auto range = limitsOf(limits, axis);
        m_limits[static_cast<std::size_t>(axis)] = range;
        if (!range)
            continue;
        LengthBox *box = target(axis).box;
        const QString entered = box->edit()->text();
        const QSignalBlocker quiet(box);
        box->setRange(range->first, range->second); // which moves the value into the range
        if (target(axis).isEntered)
            box->edit()->setText(entered);
        else
            showPosition(axis);
    }
    Q_EMIT remarkChanged();
}

QString StageTargets::limitsText() const
{
    QStringList texts;
    QString unit;
    for (const Axis axis : allAxes) {
        const auto &range = m_limits[static_cast<std::size_t>(axis)];
        if (!range)
            continue;
        const qint64 least = range->first;
        const qint64 most = range->second;
        // In the usual case they are short enough to be seen whole.
        texts
            << (least == -most
                    ? QStringLiteral("%1 \u00b1%2").arg(toString(axis), m_lengths->show(axis, most))
                    : tr("%1 from %2 to %3")
                          .arg(toString(axis), m_lengths->show(axis, least),
                               m_lengths->show(axis, most)));
        if (!m_lengths->isInSteps(axis)) {
            unit = m_lengths->suffix(axis);
            texts.last() += unit;
        }
    }
    if (texts.isEmpty())
        return {};
    // One unit for all of them is said once.
    const bool isOneUnit = std::all_of(allAxes.begin(), allAxes.end(), [&](Axis axis) {
        return !m_limits[static_cast<std::size_t>(axis)] || m_lengths->suffix(axis) == unit;
    });
    QString text = texts.join(u", ");
    if (isOneUnit)
        text.replace(unit + u',', QStringLiteral(","));
    return tr("Limits: %1").arg(text);
}

void StageTargets::showUnits()
{
    for (const Axis axis : allAxes) {
        LengthBox *box = target(axis).box;
        const QString name = toString(axis);
        const QString unit = m_lengths->unit(axis);
        box->setScale(m_lengths->perStep(axis), {});
        box->setAccessibleName(tr("Position to go to along %1, in %2").arg(name, unit));
        box->setToolTip(tr("The position of the stage along %1, in %2. Enter another number and "
                           "press Return to move this axis there.")
                            .arg(name, unit));
        if (!target(axis).isEntered)
            showPosition(axis);
    }
    Q_EMIT remarkChanged();
}

} // namespace Holdfast
