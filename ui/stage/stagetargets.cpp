// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagetargets.h"

#include "core/session/stationmonitor.h"
#include "ui/stage/stagemover.h"
#include "ui/stage/stagerule.h"
#include "ui/text/plainlabel.h"
#include "ui/text/plaintooltip.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace Holdfast {

namespace {

const QString targetsThing = QStringLiteral("stage");
const QString softLimits = QStringLiteral("soft_limits");

std::optional<std::pair<int, int>> limitsOf(const Json &limits, Axis axis)
{
    const auto found =
        limits.is_object() ? limits.find(toUtf8String(toString(axis))) : limits.end();
    if (!limits.is_object() || found == limits.end() || !found->is_object()
        || !found->contains("minimum") || !found->contains("maximum"))
        return {};
    return std::pair {found->at("minimum").get<int>(), found->at("maximum").get<int>()};
}

} // namespace

StageTargets::StageTargets(const Session &session, const StationMonitor *monitor, StageMover *mover,
                           QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_mover(mover)
    , m_limits(new PlainLabel(this))
{
    setObjectName(QStringLiteral("stageTargets"));
    auto *boxes = new QHBoxLayout;
    boxes->setSpacing(2);
    for (const Axis axis : allAxes)
        boxes->addWidget(m_boxes[static_cast<std::size_t>(axis)] = createBox(axis), 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    buttons->addWidget(createButton(QStringLiteral("goToButton"), tr("&Go there"),
                                    tr("Moves to the position in the boxes"),
                                    QStringLiteral("move_absolute")));
    buttons->addWidget(createButton(QStringLiteral("originButton"), tr("&Origin"),
                                    tr("Moves to where all axes are zero"),
                                    QStringLiteral("move_to_origin")));
    buttons->addWidget(createButton(QStringLiteral("zeroButton"), tr("&Zero here"),
                                    tr("Calls this place zero, without moving"),
                                    QStringLiteral("set_zero_position")));
    m_limits->setObjectName(QStringLiteral("stageLimits"));
    m_limits->setAccessibleName(tr("How far the stage may go"));
    m_limits->setMinimumWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(boxes);
    layout->addLayout(buttons);
    layout->addWidget(m_limits);

    connect(monitor, &StationMonitor::propertyChanged, this,
            [this](const QString &thing, const QString &property, const Json &value) {
                if (thing == targetsThing && property == softLimits)
                    showLimits(value);
            });
    const Affordances *offered = session.affordances(targetsThing);
    if (offered && offered->property(softLimits)) {
        m_session.read(targetsThing, softLimits).then(this, [this](const Result<Output> &read) {
            if (read)
                showLimits(read->json);
        });
    }
    refresh();
}

QSpinBox *StageTargets::createBox(Axis axis)
{
    auto *box = new QSpinBox(this);
    const QString name = toString(axis);
    box->setObjectName(QStringLiteral("target_") + name);
    box->setAccessibleName(tr("Position to go to along %1, in steps").arg(name));
    box->setToolTip(tr("Where to go along %1, in steps; Return goes there").arg(name));
    box->setRange(std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    box->setPrefix(name + u' ');
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    if (auto *edit = box->findChild<QLineEdit *>())
        connect(edit, &QLineEdit::returnPressed, this, &StageTargets::goTo);
    return box;
}

QPushButton *StageTargets::createButton(const QString &objectName, const QString &text,
                                        const QString &purpose, const QString &action)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    m_buttons.append({button, purpose, action});
    if (action == u"move_absolute")
        connect(button, &QPushButton::clicked, this, &StageTargets::goTo);
    else
        connect(button, &QPushButton::clicked, this,
                [this, action] { m_mover->run(action, Json::object()); });
    return button;
}

void StageTargets::goTo()
{
    if (!m_buttons.first().button->isEnabled())
        return;
    Json target = Json::object();
    for (const Axis axis : allAxes)
        target[toUtf8String(toString(axis))] = m_boxes[static_cast<std::size_t>(axis)]->value();
    m_mover->run(QStringLiteral("move_absolute"), target);
}

void StageTargets::refresh()
{
    for (const Button &entry : m_buttons) {
        const Permission permission = StageRule::mayRun(m_session, entry.action);
        entry.button->setEnabled(permission.allowed);
        entry.button->setToolTip(plainToolTip(
            permission.allowed ? entry.purpose
                               : entry.purpose + u'\n' + tr("Not now: %1").arg(permission.reason)));
    }
    const bool canGo = m_buttons.first().button->isEnabled();
    for (QSpinBox *box : m_boxes)
        box->setEnabled(canGo);
}

void StageTargets::showLimits(const Json &limits)
{
    QStringList texts;
    for (const Axis axis : allAxes) {
        const auto range = limitsOf(limits, axis);
        if (!range)
            continue;
        m_boxes[static_cast<std::size_t>(axis)]->setRange(range->first, range->second);
        texts << tr("%1 from %2 to %3")
                     .arg(toString(axis), QLocale().toString(range->first),
                          QLocale().toString(range->second));
    }
    const QString all = texts.isEmpty() ? QString() : tr("Limits: %1").arg(texts.join(u", "));
    m_limits->setText(texts.isEmpty() ? QString() : tr("Limits: %1 \u2026").arg(texts.first()));
    m_limits->setToolTip(plainToolTip(all));
}

} // namespace Holdfast
