// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/keys/keymap.h"

#include <QDialog>

namespace Holdfast {

//! \brief The sheet that lists all keys of the window. Blocks nothing; any of Escape, Return and the
//! question mark closes it.
class KeySheet : public QDialog
{
    Q_OBJECT
public:
    explicit KeySheet(const KeyMap &keys, QWidget *parent = nullptr);

Q_SIGNALS:
    //! Emitted when the operator wants other keys.
    void changeWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace Holdfast
