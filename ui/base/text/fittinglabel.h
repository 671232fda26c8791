// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>
#include <QStringList>

namespace Holdfast {

//! \brief A label with the same text in several lengths: it shows the longest one that it has room for, so none is cut off.
//!
//! It takes the room that is left over, and asks for no more than the shortest text needs. Like a PlainLabel it shows
//! them letter by letter, unless it is given another text format.
class FittingLabel : public QLabel
{
    Q_OBJECT
public:
    explicit FittingLabel(QWidget *parent = nullptr);

    //! Sets the \a texts, the longest one first.
    void setTexts(const QStringList &texts);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int widthOf(const QString &text) const;
    void keepRoom();
    void fit();

    QStringList m_texts;
};

} // namespace Holdfast
