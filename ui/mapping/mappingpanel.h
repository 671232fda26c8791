// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/base/operatoraccess.h"

#include <QWidget>

class QFormLayout;
class QPushButton;

namespace Holdfast {

class OperationStatus;
class PlainLabel;

//! \brief Shows what a pixel of the picture is on the stage, as the Thing camera_stage_mapping knows it, and
//! calibrates that.
class MappingPanel : public QWidget
{
    Q_OBJECT
public:
    explicit MappingPanel(const OperatorAccess &access, QWidget *parent = nullptr);

private:
    PlainLabel *addValue(QFormLayout *form, const QString &objectName, const QString &name);
    void follow(const OperatorAccess &access);
    void refresh();
    void showValues();

    Session m_session;
    OperationStatus *m_status;
    QPushButton *m_calibrate;
    PlainLabel *m_matrixText;
    PlainLabel *m_sizeText;
    PlainLabel *m_pixelText;
    PlainLabel *m_timeText;
    Json m_matrix;
    Json m_resolution;
    Json m_calibration;
    double m_micrometres = 0; //!< of a step of x and y; 0 while not known
};

} // namespace Holdfast
