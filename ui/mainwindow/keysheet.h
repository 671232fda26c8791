// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QList>
#include <QString>

namespace Holdfast {

//! \brief A key and its effect.
struct KeyHint
{
    QString group; //!< "Stage"; hints of one group stand together
    QString keys;  //!< as on the keyboard: "Shift + arrows"
    QString does;
};

//! \brief The sheet that lists all keys of the window. Blocks nothing; any of Escape, Return and the
//! question mark closes it.
class KeySheet : public QDialog
{
    Q_OBJECT
public:
    explicit KeySheet(const QList<KeyHint> &hints, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace Holdfast
