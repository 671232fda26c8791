// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace Holdfast {

//! \brief A field that shows a key, and takes the next one that is pressed in it. Tab, Return and Escape go on doing what they do in
//! a dialog.
class KeyCatcher : public QLineEdit
{
    Q_OBJECT
public:
    explicit KeyCatcher(QWidget *parent = nullptr);

Q_SIGNALS:
    void caught(const QKeySequence &key);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace Holdfast
