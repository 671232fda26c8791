// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/keys/keymap.h"

#include <QDialog>

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace Holdfast {

class KeyCatcher;
class PlainLabel;
class TextBox;
class UserSettings;

//! \brief The table of all commands with their keys, where an operator chooses keys of their own. A change counts at once, and is
//! kept. A key that another command has is named at once, and is taken from there only by a button.
class KeyEditor : public QDialog
{
    Q_OBJECT
public:
    explicit KeyEditor(UserSettings *settings, QWidget *parent = nullptr);

private:
    void addCommands();
    QPushButton *addButton(const QString &text, const QString &objectName, const QString &toolTip);
    //! Returns the command that is chosen; nothing when that has no key to choose.
    const KeyCommand *chosen() const;
    void choose();
    void tryKey(const QKeySequence &key);
    void take();
    void change(const KeyMap &map, const QString &said);
    void showKeys();
    void say(const QString &text, bool isConflict = false);

    UserSettings *m_settings;
    const QList<KeyCommand> m_commands;
    QTreeWidget *m_list;
    PlainLabel *m_name;
    KeyCatcher *m_catcher;
    TextBox *m_remark;
    QPushButton *m_take;
    QPushButton *m_usual;
    QPushButton *m_none;
    QPushButton *m_allUsual;
    QKeySequence m_wanted; //!< that another command has
};

} // namespace Holdfast
