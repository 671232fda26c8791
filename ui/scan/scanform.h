// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanplan.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace Holdfast {

class LengthBox;
class WholeNumberBox;

//! \brief The plan of a scan, to be entered. What has no box here, such as the positions of an imported plan, is kept.
class ScanForm : public QWidget
{
    Q_OBJECT
public:
    //! \a id begins the object names of its boxes, as in "scanColumns".
    explicit ScanForm(const QString &id, QWidget *parent = nullptr);

    //! Shows a step of z as so many units, which \a suffix names.
    void setScale(double perStepZ, const QString &suffix);
    //! Returns the name of the scan; may be empty.
    QString name() const;
    void setName(const QString &name);
    //! Returns the plan as entered. While there is a problem(), boxes with one count as they were.
    ScanPlan plan() const;
    void setPlan(const ScanPlan &plan);
    //! Returns a sentence that says which box has no valid value; empty when all have.
    QString problem() const;

Q_SIGNALS:
    //! Emitted when anything was entered.
    void changed();

private:
    enum class Way { Snake, Raster, Spiral, OverSample };

    template<typename Box = WholeNumberBox>
    Box *addBox(QFormLayout *form, const QString &label, const QString &objectName,
                const QString &toolTip, int least, int most);
    void showPlan();

    ScanPlan m_plan; //!< of the last setPlan()
    QLineEdit *m_name;
    QComboBox *m_way;
    WholeNumberBox *m_columns;
    WholeNumberBox *m_rows;
    WholeNumberBox *m_overlap;
    WholeNumberBox *m_planes;
    LengthBox *m_planeStep;
    WholeNumberBox *m_autofocusEvery;
    WholeNumberBox *m_timePoints;
    WholeNumberBox *m_interval;
};

} // namespace Holdfast
