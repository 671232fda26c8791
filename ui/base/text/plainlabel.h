// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace Holdfast {

//! \brief A label that shows its text letter by letter.
//!
//! The label to use in this window. Names, operations and messages come from any client that
//! reaches the server; a QLabel would take some of them for HTML, open the files that they name,
//! and show a text other than the one that was sent.
class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);

    //! Creates the label of \a buddy: Alt and the letter after the & in the text lead there.
    PlainLabel(const QString &text, QWidget *buddy, QWidget *parent);

    //! Sets the text. Replaces QLabel's function, which carries out marks that turn the text
    //! around.
    void setText(const QString &text);
};

} // namespace Holdfast
