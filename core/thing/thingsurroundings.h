// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QList>
#include <QString>

#include <functional>

namespace Holdfast {

class Thing;

//! \brief The facts about its host that a Thing may use; given by its host before slots are
//! connected.
struct ThingSurroundings
{
    Json applicationConfig; //!< the configuration's `application_config`; null when it has none
    std::function<Json()> states; //!< see statesOf(); callable from any thread
    //! Must be called, in any thread, when the Thing's fault begins, ends or changes.
    std::function<void()> faultChanged {};
    //! Returns whether a listener hears the changes of properties; callable from any thread.
    std::function<bool()> areChangesHeard {};
    QString dataFolder {}; //!< the parent of the Things' folders for data; empty: there is none
};

//! Returns the state() of each of \a things, by their names; those without one are left out. One
//! that throws is left out too, with a warning.
Json statesOf(const QList<Thing *> &things);

} // namespace Holdfast
