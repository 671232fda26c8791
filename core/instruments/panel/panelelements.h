// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief A button that OpenFlexure's web app draws where a Thing's list of elements asks for one: it runs an action.
struct ActionButton
{
    QString thing;                 //!< its name
    QString action;                //!< on the wire
    QString label;                 //!< for people
    bool canTerminate = true;      //!< offers to cancel it
    QString confirmation {};       //!< a question that is asked before; empty: none
    bool isPrimary = true;         //!< stands out
    bool showsProgress = false;    //!< in a window of its own
    bool showsStream = false;      //!< with the live picture in that window
    QString successMessage {};     //!< shown at the end; empty: none
    bool updatesInterface = false; //!< the elements are asked for again at the end
};

//! Returns the element as the web app reads it.
Json toJson(const ActionButton &button);

//! \brief A control for a property, likewise.
struct PropertyControl
{
    QString thing;          //!< its name
    QString property;       //!< on the wire
    QString label;          //!< for people
    bool readsBack = false; //!< the property may take another value than the one asked for
    std::chrono::milliseconds readBackDelay {1000}; //!< until it has
    Json options = nullptr;        //!< {label: value}; null: any value of the schema
    std::optional<double> step {}; //!< of a number
};

//! Returns the element as the web app reads it.
Json toJson(const PropertyControl &control);

} // namespace Holdfast
