// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/base/operatoraccess.h"

#include <QList>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QComboBox;
class QPushButton;

namespace Holdfast {

class FocusPlot;
class OperationStatus;
class PlainLabel;
class WholeNumberBox;

//! \brief Finds the focus: runs the Thing autofocus, shows the curve of the latest sweep, regardless of which
//! client it was for, and goes back to the last good position.
class FocusPanel : public QWidget
{
    Q_OBJECT
public:
    explicit FocusPanel(const OperatorAccess &access, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    //! A button, and the action that it runs.
    struct Button
    {
        QPushButton *button;
        QString action;
        QString purpose; //!< for the tool tip
        QString doing;   //!< while the action runs
    };

    void addButton(const QString &objectName, const QString &action, const QString &text,
                   const QString &purpose, const QString &doing);
    void createForm(QWidget *form);
    void follow(const OperatorAccess &access);
    void run(const Button &button);
    Json inputOf(const QString &action) const;
    void refresh();

    QBoxLayout *m_layout;
    Session m_session;
    OperationStatus *m_status;
    WholeNumberBox *m_range;
    QComboBox *m_metric;
    FocusPlot *m_plot;
    PlainLabel *m_lastGood;
    QList<Button> m_buttons;
    std::optional<int> m_lastGoodZ;
};

} // namespace Holdfast
