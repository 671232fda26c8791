// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QHBoxLayout;
class QPushButton;

namespace Holdfast {

class TextBox;

//! \brief A bar that says something the operator should know, with what can be done about it.
//! Hidden while there is nothing to say.
class NoticeBar : public QFrame
{
    Q_OBJECT
public:
    //! \a textName is the object name of the label with the text.
    NoticeBar(const QString &objectName, const QString &textName, QWidget *parent = nullptr);

protected:
    //! An empty \a text hides the bar.
    void say(const QString &text);
    QPushButton *addButton(const QString &objectName, const QString &text, const QString &toolTip);

private:
    QHBoxLayout *m_layout;
    TextBox *m_text;
};

} // namespace Holdfast
