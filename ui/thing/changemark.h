// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QWidget>

#include <optional>

namespace Holdfast {

class PlainLabel;

//! \brief Says beside a value that somebody else has just changed it, and who. Hidden otherwise.
class ChangeMark : public QWidget
{
    Q_OBJECT
public:
    explicit ChangeMark(const QString &objectName, QWidget *parent = nullptr);

    //! Where there is little room: the tool tip says the rest, and the place stays when it is hidden.
    void showIconOnly();
    void setChangedBy(const std::optional<HolderLabel> &by);

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    PlainLabel *m_icon;
    PlainLabel *m_text;
};

} // namespace Holdfast
