// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/heldcontrol.h"

#include "ui/stage/stagekeyrule.h"

#include <QAbstractButton>
#include <QApplication>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

Qt::KeyboardModifiers modifiersFor(Pace pace)
{
    switch (pace) {
    case Pace::Slow:
        return Qt::ControlModifier;
    case Pace::Fast:
        return Qt::ShiftModifier;
    case Pace::Usual:
        break;
    }
    return {};
}

} // namespace

HeldControl::HeldControl(QWidget *pad)
    : QObject(pad)
    , m_pad(pad)
{
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    m_patience.setInterval(QApplication::keyboardInputInterval());
    connect(&m_patience, &QTimer::timeout, this, &HeldControl::beginHold);
}

void HeldControl::addButton(QAbstractButton *button, const std::function<StageWish()> &wish)
{
    connect(button, &QAbstractButton::pressed, this,
            [this, button, wish] { pressButton(button, wish()); });
    connect(button, &QAbstractButton::released, this, [this, button] {
        if (m_button == button)
            doubt();
    });
    connect(button, &QAbstractButton::clicked, this, [this, button] { buttonClicked(button); });
    connect(button, &QObject::destroyed, this, [this] {
        if (m_source == Source::Button && !m_button)
            giveUp();
    });
}

void HeldControl::begin(Source source, Pace pace)
{
    giveUp();
    m_source = source;
    m_modifiers = modifiersFor(pace);
    m_focus = QApplication::focusWidget();
    m_state = State::Pressed;
    qApp->installEventFilter(this);
}

void HeldControl::pressButton(QAbstractButton *button, const StageWish &wish)
{
    begin(Source::Button, wish.pace);
    m_button = button;
    m_wish = wish;
    m_patience.start();
}

void HeldControl::pressKey(int key, const StageWish &wish)
{
    const bool isAnother = m_state != State::Up && m_source == Source::Keys;
    if (!isAnother) {
        begin(Source::Keys, wish.pace);
        m_patience.start();
    }
    m_keys.removeIf([key](const Key &down) { return down.key == key; });
    m_keys.append({key, wish});
    if (m_state == State::Held)
        Q_EMIT holdChanged(push());
}

void HeldControl::deflect(const StagePush &push)
{
    const bool isMoving = m_source == Source::Stick && m_state == State::Held;
    if (push.isNull()) {
        if (isMoving)
            end();
        m_isStickCentred = true;
        return;
    }
    if (isMoving) {
        if (push.share == m_stick.share)
            return;
        m_stick = push;
        Q_EMIT holdChanged(this->push());
        return;
    }
    // Keys would not move the stage either where another window is the active one.
    const bool isHeard = StageKeyRule::receiverIn(m_pad) && !QApplication::activePopupWidget();
    if (!std::exchange(m_isStickCentred, false) || !isHeard)
        return;
    begin(Source::Stick, push.pace);
    m_stick = push;
    m_state = State::Held;
    Q_EMIT holdBegan(this->push());
}

void HeldControl::loseStick()
{
    if (m_source == Source::Stick)
        end();
    m_isStickCentred = false;
}

bool HeldControl::isStillDown() const
{
    if (m_source == Source::Keys)
        return !m_keys.isEmpty();
    const auto *button = qobject_cast<const QAbstractButton *>(m_button);
    return button && button->isDown() && button->isVisible();
}

void HeldControl::beginHold()
{
    if (m_state != State::Pressed)
        return;
    if (!isStillDown()) {
        giveUp();
        return;
    }
    m_state = State::Held;
    Q_EMIT holdBegan(push());
}

StagePush HeldControl::push() const
{
    StagePush push {.pace = toPace(m_modifiers)};
    if (m_state == State::Up)
        return push;
    switch (m_source) {
    case Source::Keys:
        for (const Key &key : m_keys)
            push[key.wish.axis] = key.wish.direction;
        break;
    case Source::Button:
        push[m_wish.axis] = m_wish.direction;
        break;
    case Source::Stick:
        push.share = m_stick.share;
        break;
    }
    return push;
}

StagePush HeldControl::takeStep()
{
    StagePush step {.pace = m_keys.last().wish.pace};
    for (Key &key : m_keys) {
        if (!std::exchange(key.hasStepped, true))
            step[key.wish.axis] += key.wish.direction;
    }
    return step;
}

void HeldControl::releaseKey(int key)
{
    const auto found = std::find_if(m_keys.cbegin(), m_keys.cend(),
                                    [key](const Key &down) { return down.key == key; });
    if (found == m_keys.cend())
        return;
    // Keys that are tapped together are one step, which is made with the first one that is let go.
    StagePush step;
    if (m_state == State::Pressed && !found->hasStepped)
        step = takeStep();
    m_keys.removeIf([key](const Key &down) { return down.key == key; });
    if (m_keys.isEmpty())
        end();
    else if (m_state == State::Pressed)
        m_patience.start();
    else
        Q_EMIT holdChanged(push());
    if (!step.isNull())
        Q_EMIT stepWanted(step);
}

void HeldControl::buttonClicked(const QAbstractButton *button)
{
    if (m_source != Source::Button || m_button != button)
        return;
    const bool isStep = m_state == State::Pressed || m_state == State::LetGo;
    StagePush step {.pace = m_wish.pace};
    step[m_wish.axis] = m_wish.direction;
    end();
    if (isStep)
        Q_EMIT stepWanted(step);
}

void HeldControl::doubt()
{
    m_patience.stop();
    // The button itself knows whether it was clicked.
    if (m_state == State::Pressed && m_source == Source::Button)
        m_state = State::LetGo;
    else if (m_state != State::LetGo)
        end();
}

void HeldControl::giveUp()
{
    end();
}

void HeldControl::end()
{
    m_patience.stop();
    qApp->removeEventFilter(this);
    const bool wasHeld = m_state == State::Held;
    m_state = State::Up;
    m_button = nullptr;
    m_keys.clear();
    if (wasHeld)
        Q_EMIT holdEnded();
}

void HeldControl::followModifiers(const QEvent &event)
{
    const auto &key = static_cast<const QKeyEvent &>(event);
    const bool isShift = key.key() == Qt::Key_Shift;
    if ((!isShift && key.key() != Qt::Key_Control) || key.isAutoRepeat())
        return;
    const Pace before = toPace(m_modifiers);
    m_modifiers.setFlag(isShift ? Qt::ShiftModifier : Qt::ControlModifier,
                        event.type() == QEvent::KeyPress);
    if (m_state == State::Held && toPace(m_modifiers) != before)
        Q_EMIT holdChanged(push());
}

bool HeldControl::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease)
        followModifiers(*event);
    else if (endsAny(watched, *event)
             || (m_source == Source::Button && endsButton(watched, *event)))
        doubt();
    return false;
}

bool HeldControl::endsAny(const QObject *watched, const QEvent &event) const
{
    switch (event.type()) {
    case QEvent::WindowDeactivate:
    case QEvent::WindowBlocked:
        return true;
    case QEvent::ApplicationStateChange:
        return QGuiApplication::applicationState() != Qt::ApplicationActive;
    case QEvent::FocusOut:
        return watched == m_focus && m_source != Source::Stick;
    case QEvent::Close:
    case QEvent::Hide:
    case QEvent::ParentChange:
        return watched == m_pad || watched == m_pad->window();
    default:
        return false;
    }
}

bool HeldControl::endsButton(const QObject *watched, const QEvent &event) const
{
    const auto *widget = qobject_cast<const QWidget *>(watched);
    switch (event.type()) {
    case QEvent::MouseButtonRelease:
    case QEvent::TouchCancel:
    case QEvent::TouchEnd:
        return true;
    case QEvent::EnabledChange:
    case QEvent::Leave:
    case QEvent::UngrabMouse:
        return watched == m_button;
    case QEvent::MouseMove:
        return watched == m_button
               && !m_button->rect().contains(
                   static_cast<const QMouseEvent &>(event).position().toPoint());
    case QEvent::Hide:
    case QEvent::Move:
    case QEvent::ParentChange:
        // It is not under the pointer any more, wherever that is now.
        return widget && (widget == m_button || widget->isAncestorOf(m_button));
    default:
        return false;
    }
}

} // namespace Holdfast
