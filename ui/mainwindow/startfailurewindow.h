// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace Holdfast {

//! \brief Replaces the main window when the instrument could not start: shows the reason.
class StartFailureWindow : public QWidget
{
    Q_OBJECT
public:
    //! \a error is the reason, \a served tells whether remote clients can see it too.
    StartFailureWindow(const QString &error, const QString &served, QWidget *parent = nullptr);

Q_SIGNALS:
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
};

} // namespace Holdfast
