// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace Holdfast {

//! \brief The one rule that decides where the keys that move the stage do so: wherever the focus is, in
//! the main window and in every dock that floats, unless it is in something that takes text or numbers.
//!
//! A list or a table is no such thing: its rows are chosen with the mouse, or with Ctrl and the same keys.
namespace StageKeyRule {

//! Returns whether \a widget needs the keys itself, because text or a number is entered there.
bool takesText(const QWidget *widget);

//! Returns the window that \a widget belongs to: the main window for a floating dock.
const QWidget *homeOf(const QWidget *widget);

//! Returns the widget that gets the keys right now, in the main window of \a widget or one of its
//! floating docks; null when none of them is active.
const QWidget *receiverIn(const QWidget *widget);

} // namespace StageKeyRule

} // namespace Holdfast
