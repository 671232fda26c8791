// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

class SettingsStore;
class Thing;

//! Sets the settings of \a thing as its file has them, and lets \a store keep them there from now
//! on. To be called in the Things' thread, before open() and before anybody listens.
//!
//! Never fails: what is wrong with the file is said in the log, once for each key, and the file is
//! kept aside as it was. The good values of a file are used all the same, and what the Thing does not
//! know stays in it.
//! \a className is what the file is named after; empty: the C++ class, without its namespace.
void loadSettings(Thing &thing, const QString &className, SettingsStore &store);

} // namespace Holdfast
