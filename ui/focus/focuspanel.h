// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/base/operatoraccess.h"
#include "ui/operation/operation.h"

#include <QList>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QComboBox;
class QPushButton;

namespace Holdfast {

class FocusPlot;
class LengthBox;
class LengthScale;
class OperationStatus;
class PlainLabel;

//! \brief Finds the focus: runs the Thing autofocus, shows the curve of the latest sweep, regardless of which
//! client it was for, and goes back to the last good position.
class FocusPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a lengths, those of the stage, outlive it.
    FocusPanel(const OperatorAccess &access, const LengthScale *lengths, QWidget *parent = nullptr);

    //! Sweeps once and goes to the peak, as the button does: not while that is not possible.
    void runAutofocus();
    //! Goes to where the focus was found last, likewise.
    void goToLastGoodZ();

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
    QWidget *createLimit();
    void setLimit(const Json &z);
    void refreshLimit();
    void press(const QString &action);
    void follow(const OperatorAccess &access);
    void run(const Button &button);
    Json inputOf(const QString &action) const;
    void refresh();
    void showUnits();

    QBoxLayout *m_layout;
    Session m_session;
    const LengthScale *m_lengths;
    OperationStatus *m_status;
    LengthBox *m_range;
    QComboBox *m_metric;
    FocusPlot *m_plot;
    PlainLabel *m_lastGood;
    QList<Button> m_buttons;
    std::optional<int> m_lastGoodZ;
    Operation m_limit; //!< the writing of the limit of z
    PlainLabel *m_limitText = nullptr;
    QPushButton *m_limitHere = nullptr;
    QPushButton *m_noLimit = nullptr;
    std::optional<int> m_zLimit;
    std::optional<int> m_z; //!< where the stage is
    QString m_limitProblem; //!< why the limit was not set
};

} // namespace Holdfast
