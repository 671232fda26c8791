// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

class SettingsStore;
class Thing;

//! Sets the settings of \a thing from its file, and lets \a store keep them there from now on. Must
//! be called in the Things' thread, before open() and before there is a listener.
//!
//! Never fails: errors in the file are logged, once for each key, and the file is kept aside
//! unchanged. The good values of a file are used nevertheless, and keys that the Thing does not
//! know stay in it. \a className is the name of the file; empty: the C++ class, without its
//! namespace.
void loadSettings(Thing &thing, const QString &className, SettingsStore &store);

} // namespace Holdfast
