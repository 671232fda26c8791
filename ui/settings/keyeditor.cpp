// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/keyeditor.h"

#include "ui/base/text/plainlabel.h"
#include "ui/base/text/textbox.h"
#include "ui/settings/keycatcher.h"
#include "ui/settings/usersettings.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

constexpr int doesColumn = 0;
constexpr int keysColumn = 1;

} // namespace

KeyEditor::KeyEditor(UserSettings *settings, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_commands(keyCommands())
    , m_list(new QTreeWidget(this))
    , m_name(new PlainLabel(this))
    , m_catcher(new KeyCatcher(this))
    , m_remark(new TextBox(2, QStringLiteral("keyRemark"), this))
{
    setObjectName(QStringLiteral("keyEditor"));
    setWindowTitle(tr("Keys of your own"));
    addCommands();
    m_name->setBuddy(m_catcher);
    m_name->setMinimumWidth(1);
    m_catcher->setObjectName(QStringLiteral("keyCatcher"));
    m_catcher->setAccessibleName(tr("Key for the chosen command"));
    m_catcher->setToolTip(tr("Press the key here that you want"));
    m_remark->setAccessibleName(tr("What the key is used for"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(m_catcher);
    m_take = addButton(tr("&Take it from there"), QStringLiteral("takeKey"),
                       tr("The other command then has no key, until you give it one"));
    m_usual = addButton(tr("&Usual key"), QStringLiteral("usualKey"),
                        tr("Gives the chosen command its usual key again"));
    m_none = addButton(tr("&No key"), QStringLiteral("noKey"),
                       tr("Leaves the chosen command without a key"));
    m_allUsual = addButton(tr("&All keys as usual"), QStringLiteral("allKeysUsual"),
                           tr("Gives all commands their usual keys again"));
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_take, m_usual, m_none, m_allUsual})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    close->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeKeyEditor"));
    close->button(QDialogButtonBox::Close)->setAutoDefault(false);
    close->button(QDialogButtonBox::Close)
        ->setToolTip(tr("Closes this window; all changes are saved already (Escape)"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addLayout(row);
    layout->addWidget(m_remark);
    layout->addLayout(buttons);
    layout->addWidget(close);
    resize(620, 560);

    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeyEditor::choose);
    connect(m_list, &QTreeWidget::itemActivated, m_catcher,
            [this] { m_catcher->setFocus(Qt::OtherFocusReason); });
    connect(m_catcher, &KeyCatcher::caught, this, &KeyEditor::tryKey);
    connect(m_take, &QPushButton::clicked, this, &KeyEditor::take);
    connect(m_usual, &QPushButton::clicked, this, [this] {
        const KeyCommand *command = chosen();
        if (!command)
            return;
        for (const QKeySequence &key : command->usual) {
            if (const auto against = m_settings->keys().conflict(command->id, key)) {
                tryKey(key); // the usual key is that of another command by now
                return;
            }
        }
        KeyMap map = m_settings->keys();
        map.reset(command->id);
        change(map, {});
    });
    connect(m_none, &QPushButton::clicked, this, [this] {
        const KeyCommand *command = chosen();
        if (!command)
            return;
        KeyMap map = m_settings->keys();
        map.clear(command->id);
        change(map, {});
    });
    connect(m_allUsual, &QPushButton::clicked, this,
            [this] { change({}, tr("All keys are the usual ones.")); });
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(settings, &UserSettings::changed, this, &KeyEditor::showKeys);
    showKeys();
    for (int top = 0; top < m_list->topLevelItemCount() && !chosen(); ++top) {
        const QTreeWidgetItem *group = m_list->topLevelItem(top);
        for (int i = 0; i < group->childCount() && !chosen(); ++i)
            m_list->setCurrentItem(group->child(i));
    }
}

void KeyEditor::addCommands()
{
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setToolTip(tr("All commands and their keys; Return goes to the field for the key"));
    m_list->setHeaderLabels({tr("What it does"), tr("Key")});
    m_list->setTabKeyNavigation(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(doesColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(keysColumn, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    QTreeWidgetItem *group = nullptr;
    for (qsizetype i = 0; i < m_commands.size(); ++i) {
        const KeyCommand &command = m_commands.at(i);
        if (!group || group->text(doesColumn) != command.group) {
            group = new QTreeWidgetItem(m_list, {command.group});
            group->setFlags(Qt::ItemIsEnabled);
            QFont bold = font();
            bold.setBold(true);
            group->setFont(doesColumn, bold);
        }
        auto *item = new QTreeWidgetItem(group, {command.does});
        item->setData(doesColumn, Qt::UserRole, i);
        if (command.kind == KeyCommand::Kind::Fixed) {
            item->setText(keysColumn, command.fixedKeys);
            item->setDisabled(true);
        }
    }
    m_list->expandAll();
}

QPushButton *KeyEditor::addButton(const QString &text, const QString &objectName,
                                  const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    return button;
}

const KeyCommand *KeyEditor::chosen() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (!item || !item->parent())
        return nullptr;
    const KeyCommand &command = m_commands.at(item->data(doesColumn, Qt::UserRole).toInt());
    return command.kind == KeyCommand::Kind::Fixed ? nullptr : &command;
}

void KeyEditor::choose()
{
    say({});
    showKeys();
}

void KeyEditor::tryKey(const QKeySequence &key)
{
    const KeyCommand *command = chosen();
    if (!command)
        return;
    KeyMap map = m_settings->keys();
    const QString name = key.toString(QKeySequence::NativeText);
    if (const auto against = map.conflict(command->id, key)) {
        m_wanted = against->id.isEmpty() ? QKeySequence() : key;
        say(tr("Not changed. %1").arg(against->reason), true);
        m_catcher->setText(name);
        return;
    }
    map.set(command->id, key);
    change(map, tr("%1 is the key for: %2.").arg(name, command->does));
}

void KeyEditor::take()
{
    const KeyCommand *command = chosen();
    if (!command || m_wanted.isEmpty())
        return;
    KeyMap map = m_settings->keys();
    const auto against = map.conflict(command->id, m_wanted);
    QString loser;
    for (const KeyCommand &other : m_commands) {
        if (against && !other.id.isEmpty() && other.id == against->id)
            loser = other.does;
    }
    if (command->usual.contains(m_wanted))
        map.reset(command->id);
    else
        map.set(command->id, m_wanted);
    m_catcher->setFocus(Qt::OtherFocusReason); // the button is about to be disabled
    change(map, loser.isEmpty() ? QString() : tr("Without that key now: %1.").arg(loser));
}

void KeyEditor::change(const KeyMap &map, const QString &said)
{
    m_wanted = {};
    m_settings->setKeys(map);
    say(said);
    showKeys();
}

void KeyEditor::say(const QString &text, bool isConflict)
{
    if (!isConflict)
        m_wanted = {};
    m_remark->setText(text);
    m_take->setEnabled(!m_wanted.isEmpty());
}

void KeyEditor::showKeys()
{
    const KeyMap map = m_settings->keys();
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *group = m_list->topLevelItem(row);
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem *item = group->child(i);
            const KeyCommand &command = m_commands.at(item->data(doesColumn, Qt::UserRole).toInt());
            if (command.kind == KeyCommand::Kind::Fixed)
                continue;
            QFont changed = font();
            changed.setBold(!map.isUsual(command.id));
            item->setFont(keysColumn, changed);
            item->setText(keysColumn, map.text(command));
        }
    }
    const KeyCommand *command = chosen();
    m_name->setText(command ? command->does : tr("Choose a command above."));
    m_catcher->setEnabled(command);
    if (m_wanted.isEmpty())
        m_catcher->setText(command ? map.text(*command) : QString());
    m_usual->setEnabled(command && !map.isUsual(command->id));
    m_none->setEnabled(command && !map.keys(command->id).isEmpty());
    m_allUsual->setEnabled(map != KeyMap());
}

} // namespace Holdfast
