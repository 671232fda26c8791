// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/heldcontrol.h"

#include <QAbstractButton>
#include <QApplication>
#include <QMouseEvent>

namespace Holdfast {

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
            [this, button, wish] { press(button, 0, wish()); });
    connect(button, &QAbstractButton::released, this, [this, button] {
        if (m_button == button)
            doubt();
    });
    connect(button, &QAbstractButton::clicked, this, [this, button] { buttonClicked(button); });
    connect(button, &QObject::destroyed, this, [this] {
        if (!m_button && m_key == 0)
            giveUp();
    });
}

void HeldControl::pressKey(int key, const StageWish &wish)
{
    press(nullptr, key, wish);
}

void HeldControl::press(QAbstractButton *button, int key, const StageWish &wish)
{
    giveUp();
    m_button = button;
    m_key = key;
    m_focus = QApplication::focusWidget();
    m_wish = wish;
    m_state = State::Pressed;
    m_patience.start();
    qApp->installEventFilter(this);
}

void HeldControl::beginHold()
{
    if (m_state != State::Pressed)
        return;
    const auto *button = qobject_cast<const QAbstractButton *>(m_button);
    if (m_button ? !button || !button->isDown() || !button->isVisible() : m_key == 0) {
        giveUp();
        return;
    }
    m_state = State::Held;
    Q_EMIT holdBegan(m_wish);
}

void HeldControl::releaseKey(int key)
{
    if (m_button || m_key != key)
        return;
    const bool isStep = m_state == State::Pressed;
    end();
    if (isStep)
        Q_EMIT stepWanted(m_wish);
}

void HeldControl::buttonClicked(const QAbstractButton *button)
{
    if (m_button != button)
        return;
    const bool isStep = m_state == State::Pressed || m_state == State::LetGo;
    end();
    if (isStep)
        Q_EMIT stepWanted(m_wish);
}

void HeldControl::doubt()
{
    m_patience.stop();
    // The button itself knows whether it was clicked.
    if (m_state == State::Pressed && m_button)
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
    m_key = 0;
    if (wasHeld)
        Q_EMIT holdEnded();
}

bool HeldControl::eventFilter(QObject *watched, QEvent *event)
{
    if (endsAny(watched, *event) || (m_button && endsButton(watched, *event)))
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
        return watched == m_focus;
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
