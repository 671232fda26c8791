// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/runtimeaffordances.h"
#include "core/thing/thing.h"

#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace Holdfast {

//! \brief A Thing that has what a test adds to it at run time, and nothing else.
class OpenThing : public Thing
{
    Q_OBJECT
public:
    using Declare = std::function<void(OpenThing &)>;

    //! Calls \a declare in the constructor.
    explicit OpenThing(const Declare &declare = {})
    {
        describeThing(QStringLiteral("Something to try."), QStringLiteral("Open Thing"));
        if (declare)
            declare(*this);
    }

    void open() override
    {
        if (onOpen)
            onOpen();
    }
    void close() override
    {
        if (onClose)
            onClose();
    }

    using Thing::addAction;
    using Thing::addEvent;
    using Thing::addPart;
    using Thing::addProperty;
    using Thing::changed;
    using Thing::clearFault;
    using Thing::describeThing;
    using Thing::emitEvent;
    using Thing::expectParts;
    using Thing::holdGlobalLock;
    using Thing::logWarning;
    using Thing::reportFault;
    using Thing::requireGlobalLock;

    std::function<void()> onOpen;
    std::function<void()> onClose;
};

//! \brief A number in a device that is not there, for a run-time property; for any thread.
class Dial
{
public:
    explicit Dial(Json value)
        : m_value(std::move(value))
    {
    }
    Json read() const
    {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }
    void write(const Json &value)
    {
        const std::lock_guard lock(m_mutex);
        m_value = value;
    }

private:
    mutable std::mutex m_mutex;
    Json m_value;
};

//! Returns a property of \a thing that is kept in a dial, and that reports its changes.
inline RuntimeProperty dialProperty(OpenThing &thing, const QString &name, Json schema,
                                    const std::shared_ptr<Dial> &dial)
{
    RuntimeProperty property;
    property.name = name;
    property.schema = std::move(schema);
    property.observable = true;
    property.readNow = [dial] { return dial->read(); };
    property.write = [dial, name, owner = &thing](const Json &value) {
        dial->write(value);
        owner->changed(name, value);
    };
    return property;
}

} // namespace Holdfast
