// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

#include <QMetaMethod>

#include <mutex>
#include <utility>

namespace Holdfast {

//! \brief A value that a getter, an action and a timer of a Thing share: safe to set and to read in
//! any thread. It notifies the observers of the property.
//!
//!     Value<bool> m_open {this, &Shutter::openChanged};
//!
//! The signal must be the NOTIFY of the value's property; over HTTP that property is then read
//! without a worker. Setting an equal value notifies as well.
template<typename T>
class Value
{
public:
    //! Makes the value of \a thing whose property has the NOTIFY signal \a notify, which carries the value.
    template<typename Owner, typename Argument>
    Value(Owner *thing, void (Owner::*notify)(Argument), T initial = T())
        : m_value(std::move(initial))
        , m_notify([thing, notify](const T &value) {
            Q_EMIT(thing->*notify)
            (value);
        })
    {
        listIn(thing, QMetaMethod::fromSignal(notify));
    }

    //! Makes a value whose signal carries nothing.
    template<typename Owner>
    Value(Owner *thing, void (Owner::*notify)(), T initial = T())
        : m_value(std::move(initial))
        , m_notify([thing, notify](const T &) {
            Q_EMIT(thing->*notify)
            ();
        })
    {
        listIn(thing, QMetaMethod::fromSignal(notify));
    }

    Q_DISABLE_COPY_MOVE(Value)

    //! Returns a copy of the value.
    T get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }
    //! Returns a copy of the value.
    operator T() const { return get(); }

    //! Sets the value, and emits the signal in this thread.
    void set(T value)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_value = value;
        }
        m_notify(value);
    }
    //! Does the same as set().
    Value &operator=(T value)
    {
        set(std::move(value));
        return *this;
    }

    //! Changes the value in one step, so that two threads' changes are both kept: update([](int &n)
    //! { ++n; }).
    template<typename Change>
    void update(Change change)
    {
        T changed;
        {
            const std::lock_guard lock(m_mutex);
            change(m_value);
            changed = m_value;
        }
        m_notify(changed);
    }

private:
    void listIn(Thing *thing, const QMetaMethod &notify)
    {
        thing->addValue(
            notify, QMetaType::fromType<T>(), [this] { return QVariant::fromValue(get()); },
            [this](const QVariant &value) { set(value.template value<T>()); });
    }

    mutable std::mutex m_mutex;
    T m_value;
    std::function<void(const T &)> m_notify;
};

} // namespace Holdfast
