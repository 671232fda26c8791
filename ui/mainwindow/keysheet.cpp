// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/keysheet.h"

#include "ui/base/text/plainlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

PlainLabel *bold(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(parent);
    label->setText(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QWidget *table(const KeyMap &map)
{
    auto *sheet = new QWidget;
    auto *grid = new QGridLayout(sheet);
    grid->setHorizontalSpacing(24);
    grid->setColumnStretch(1, 1);
    QString group;
    int row = 0;
    for (const KeyCommand &command : keyCommands()) {
        if (command.group != group) {
            group = command.group;
            grid->addWidget(bold(group, sheet), row++, 0, 1, 2);
        }
        auto *keys = new PlainLabel(sheet);
        keys->setText(map.text(command));
        auto *does = new PlainLabel(sheet);
        does->setText(command.does);
        does->setWordWrap(true);
        grid->addWidget(keys, row, 0, Qt::AlignTop);
        grid->addWidget(does, row++, 1);
    }
    grid->setRowStretch(row, 1);
    return sheet;
}

} // namespace

KeySheet::KeySheet(const KeyMap &keys, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("keySheet"));
    setWindowTitle(tr("Keys"));
    auto *area = new QScrollArea(this);
    area->setWidget(table(keys));
    area->setWidgetResizable(true);
    area->setObjectName(QStringLiteral("keyList"));
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("All keys and what they do"));
    area->setToolTip(tr("All keys and what they do"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeKeySheet"));
    buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Closes this sheet (Escape)"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *change = buttons->addButton(tr("C&hange \u2026"), QDialogButtonBox::ActionRole);
    change->setObjectName(QStringLiteral("changeKeys"));
    change->setAutoDefault(false);
    change->setToolTip(tr("Opens the table where you choose keys of your own"));
    connect(change, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT changeWanted();
    });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area);
    layout->addWidget(buttons);
    resize(560, 520);
}

void KeySheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Question)
        close();
    else
        QDialog::keyPressEvent(event);
}

} // namespace Holdfast
