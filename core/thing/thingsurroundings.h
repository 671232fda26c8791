// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QList>

#include <functional>

namespace Holdfast {

class Thing;

//! \brief What a Thing may know of where it is hosted; given by its host before slots are connected.
struct ThingSurroundings
{
    Json applicationConfig; //!< the configuration's `application_config`; null when it has none
    std::function<Json()> states; //!< see statesOf(); callable from any thread
    //! To be called, from any thread, when its fault begins, ends or becomes another one.
    std::function<void()> faultChanged {};
};

//! What all of \a things say of their state, by their names; those that say nothing are left out.
//! One that throws is left out too, with a warning.
Json statesOf(const QList<Thing *> &things);

} // namespace Holdfast
