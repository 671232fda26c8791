// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

#include <QList>
#include <QString>

namespace Holdfast {

//! \brief The part of ThingSlot that does not depend on the type.
class ThingSlotBase
{
public:
    enum class Need { Required, Optional };

    virtual ~ThingSlotBase() = default;
    Q_DISABLE_COPY_MOVE(ThingSlotBase)

    QString name() const { return m_name; }

    //! Finds the one Thing of the right type among \a things; throws DeclarationError when there is
    //! none and one is required, or when there are several to choose from.
    void connectTo(const QList<Thing *> &things);

protected:
    ThingSlotBase(Thing *owner, const QString &name, Need need);
    //! True when \a thing fits, or would fit; with \a keep it becomes the one.
    virtual bool fits(Thing *thing, bool keep) = 0;
    [[noreturn]] void throwNotConnected() const;

private:
    Thing *m_owner;
    QString m_name;
    Need m_need;
};

//! \brief A Thing's link to another one on the same server, by its type.
//!
//!     ThingSlot<SimulatedStage> m_stage {this, "stage"};
//!
//! Connected after all Things were constructed and before open().
template<typename T>
class ThingSlot : public ThingSlotBase
{
public:
    ThingSlot(Thing *owner, const char *name, Need need = Need::Required)
        : ThingSlotBase(owner, QString::fromUtf8(name), need)
    {
    }

    explicit operator bool() const { return m_thing != nullptr; }
    T *operator->() const
    {
        if (!m_thing)
            throwNotConnected();
        return m_thing;
    }

protected:
    bool fits(Thing *thing, bool keep) override
    {
        T *candidate = qobject_cast<T *>(thing);
        if (candidate && keep)
            m_thing = candidate;
        return candidate != nullptr;
    }

private:
    T *m_thing = nullptr;
};

} // namespace Holdfast
