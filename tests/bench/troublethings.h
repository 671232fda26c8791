// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <QSemaphore>

#include <atomic>

namespace Holdfast {

//! \brief A Thing that is hard on a window: it has a getter of two seconds, a device that hangs, and a
//! number that changes all the time.
class TroubleThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int slow READ slow)
    Q_PROPERTY(int restless READ restless NOTIFY restlessChanged)
public:
    TroubleThing();

    int slow() const;
    int restless() const { return m_restless; }

    //! Does not return before close(), even when it is cancelled.
    Q_INVOKABLE void hang();
    //! Changes the number until it is cancelled.
    Q_INVOKABLE void fidget();

    void close() override;

Q_SIGNALS:
    void restlessChanged(int value);

private:
    std::atomic<bool> m_isOver {false};
    Value<int> m_restless {this, &TroubleThing::restlessChanged, 0};
};

} // namespace Holdfast
