// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/value.h"

#include <atomic>

namespace Mirror {

//! \brief What takes the global lock, and what does not.
class Locked : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(int lockedData READ lockedData WRITE setLockedData NOTIFY lockedDataChanged)
    Q_PROPERTY(int freeData READ freeData WRITE setFreeData NOTIFY freeDataChanged)
    Q_PROPERTY(bool letGo READ letGo WRITE setLetGo NOTIFY letGoChanged)
    Q_PROPERTY(bool holding READ holding NOTIFY holdingChanged)
    Q_PROPERTY(int lockedFunctional READ lockedFunctional WRITE setLockedFunctional)
    Q_PROPERTY(int freeFunctional READ freeFunctional WRITE setFreeFunctional)
public:
    Locked();

    int lockedData() const { return m_lockedData; }
    void setLockedData(int value);
    int freeData() const { return m_freeData; }
    void setFreeData(int value) { m_freeData = value; }
    bool letGo() const { return m_letGo; }
    void setLetGo(bool value) { m_letGo = value; }
    bool holding() const { return m_holding; }
    int lockedFunctional() const { return m_lockedFunctional; }
    void setLockedFunctional(int value) { m_lockedFunctional = value; }
    int freeFunctional() const { return m_freeFunctional; }
    void setFreeFunctional(int value) { m_freeFunctional = value; }

    Q_INVOKABLE void hold();
    Q_INVOKABLE void watch();
    Q_INVOKABLE QString lockedAction();
    Q_INVOKABLE QString freeAction() { return QStringLiteral("without"); }
    Q_INVOKABLE void sneak();
    Q_INVOKABLE int nested();
    Q_INVOKABLE QString byHand();

Q_SIGNALS:
    void lockedDataChanged(int value);
    void freeDataChanged(int value);
    void letGoChanged(bool value);
    void holdingChanged(bool value);

private:
    void waitUntilLetGo();

    Holdfast::Value<int> m_lockedData {this, &Locked::lockedDataChanged, 0};
    Holdfast::Value<int> m_freeData {this, &Locked::freeDataChanged, 0};
    Holdfast::Value<bool> m_letGo {this, &Locked::letGoChanged, false};
    Holdfast::Value<bool> m_holding {this, &Locked::holdingChanged, false};
    std::atomic<int> m_lockedFunctional {0};
    std::atomic<int> m_freeFunctional {0};
};

} // namespace Mirror
