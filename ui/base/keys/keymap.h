// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/keys/keycommand.h"

#include <QHash>
#include <QMap>

#include <optional>

namespace Holdfast {

//! \brief What stands against a key for a command.
struct KeyConflict
{
    QString reason; //!< a sentence
    QString
        id; //!< the command that has the key, and could give it away; empty when the key cannot be had
};

//! \brief The keys of the window's commands: the usual ones, and those that the operator has chosen instead. A value.
class KeyMap
{
public:
    //! Reads what toTexts() has returned. What is no command, or no possible key for it, is left out; a key that two commands
    //! would have belongs to the one that comes first in the table.
    static KeyMap fromTexts(const QMap<QString, QString> &texts);
    //! Returns the keys that differ from the usual ones, as text that is read again in any language; by the command.
    QMap<QString, QString> toTexts() const;

    QList<QKeySequence> keys(const QString &id) const;
    //! Returns the keys in which \a command is done, for people.
    QString text(const KeyCommand &command) const;
    bool isUsual(const QString &id) const;

    //! Returns what stands against \a key for \a id; nothing when it can be set. The key that \a id has is no conflict.
    std::optional<KeyConflict> conflict(const QString &id, const QKeySequence &key) const;

    //! Makes \a key the only one of \a id, and takes it from the command that has it. Does nothing when it cannot be had.
    void set(const QString &id, const QKeySequence &key);
    //! Leaves \a id without a key.
    void clear(const QString &id);
    //! Gives \a id its usual keys again, and takes them from commands that have them.
    void reset(const QString &id);
    void resetAll() { m_own.clear(); }

    friend bool operator==(const KeyMap &, const KeyMap &) = default;

private:
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    void take(const QString &id, const QList<QKeySequence> &keys);

    QHash<QString, QList<QKeySequence>> m_own; //!< where they differ from the usual ones
};

} // namespace Holdfast
