// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace Holdfast {

//! \brief Says beside a value that somebody else has just changed it, and who. Hidden otherwise.
class ChangeMark : public QWidget
{
    Q_OBJECT
public:
    explicit ChangeMark(const QString &objectName, QWidget *parent = nullptr);

    void setChangedBy(const std::optional<HolderLabel> &by);

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    QLabel *m_icon;
    QLabel *m_text;
};

} // namespace Holdfast
