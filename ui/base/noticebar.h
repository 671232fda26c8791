// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QHBoxLayout;
class QPushButton;

namespace Holdfast {

class TextBox;

//! \brief A bar that tells the operator about a problem or a change, with the possible remedies.
//! Hidden while its text is empty.
class NoticeBar : public QFrame
{
    Q_OBJECT
public:
    //! \a textName is the object name of the label with the text.
    NoticeBar(const QString &objectName, const QString &textName, QWidget *parent = nullptr);

protected:
    //! Shows \a text; an empty one hides the bar.
    void say(const QString &text);
    QPushButton *addButton(const QString &objectName, const QString &text, const QString &toolTip);

private:
    QHBoxLayout *m_layout;
    TextBox *m_text;
};

} // namespace Holdfast
