// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace Holdfast {

//! \brief What an operator does with a key or with the mouse: a row of the one table from which the key sheet, the manual, and the
//! window itself have their keys.
struct KeyCommand
{
    enum class Kind {
        Action, //!< an action of the window, with any keys
        Move,   //!< moves the stage, also while the key is held: keys without modifiers
        Fixed,  //!< cannot have another key
    };

    Kind kind = Kind::Fixed;
    QString group; //!< "Stage"; rows of one group stand together
    QString
        id; //!< the object name of the action, or a name for the movement; empty when it is fixed
    QList<QKeySequence> usual; //!< empty when it is fixed
    QString fixedKeys;         //!< what has to be done instead: "Wheel"
    QString does;
};

//! Returns the whole table, in the order in which it is shown.
QList<KeyCommand> keyCommands();

//! Returns the usual keys of the action or movement \a id; none when there is no such row.
QList<QKeySequence> usualKeys(const QString &id);

//! Returns \a keys for people: "? or F1".
QString keysText(const QList<QKeySequence> &keys);

//! Returns \a text with \a keys behind it, in parentheses, if there are any: for a tool tip.
QString withKeys(const QString &text, const QList<QKeySequence> &keys);

} // namespace Holdfast
