// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/permission.h"

#include <QWidget>

class QPushButton;

namespace Holdfast {

class PlainLabel;

//! \brief A button with a few words beside it: its effect, or why it may not be used now.
class ExplainedButton : public QWidget
{
    Q_OBJECT
public:
    //! \a objectName is the button's; the words beside it get the same with "Text".
    explicit ExplainedButton(const QString &objectName, QWidget *parent = nullptr);

    //! Sets the words beside the button to \a effect; its tool tip goes on with \a details.
    void setPurpose(const QString &text, const QString &effect, const QString &details = {});
    void setPermission(const Permission &permission);

    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void clicked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void align();

    QPushButton *m_button;
    PlainLabel *m_text;
    QString m_effect;
    QString m_details;
    Permission m_permission;
};

} // namespace Holdfast
