// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

namespace Holdfast {

class PlainLabel;

//! \brief Shows a text of any length in a place of fixed height, letter by letter.
//!
//! The rest of a long text is reached by scrolling, and is in the tool tip: a long text pushes
//! nothing away.
class TextBox : public QScrollArea
{
    Q_OBJECT
public:
    //! Makes room for this many lines. \a labelName is the object name of the label inside.
    TextBox(int lines, const QString &labelName, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);

private:
    PlainLabel *m_label;
};

} // namespace Holdfast
