// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace Holdfast {

//! \brief A label that shows its text letter by letter.
//!
//! The label to use in this window. Names, operations and messages come from whoever reaches the
//! server; a QLabel would take some of them for HTML, open the files that they name, and show
//! something else than what was sent.
class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);

    //! With this, Alt and the letter after the & in the text lead to \a buddy.
    PlainLabel(const QString &text, QWidget *buddy, QWidget *parent);

    //! Instead of QLabel's, which shows marks that turn the text around as what they do.
    void setText(const QString &text);
};

} // namespace Holdfast
