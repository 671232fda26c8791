// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QWidget>

#include <optional>

namespace Holdfast {

class PlainLabel;

//! \brief Shows beside a value that another client has just changed it, with the client's name.
//! Hidden otherwise.
class ChangeMark : public QWidget
{
    Q_OBJECT
public:
    explicit ChangeMark(const QString &objectName, QWidget *parent = nullptr);

    //! Shows the icon only, where there is little room: the tool tip has the rest, and the place
    //! stays when it is hidden.
    void showIconOnly();
    void setChangedBy(const std::optional<Principal> &by);

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    PlainLabel *m_icon;
    PlainLabel *m_text;
};

} // namespace Holdfast
