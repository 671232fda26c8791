// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/scan/scanform.h"

#include "ui/base/length/lengthbox.h"
#include "ui/base/number/numberbox.h"
#include "ui/base/number/wheelguard.h"
#include "ui/base/text/plainlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

#include <cmath>
#include <initializer_list>

namespace Holdfast {

template<typename Box>
Box *ScanForm::addBox(QFormLayout *form, const QString &label, const QString &objectName,
                      const QString &toolTip, int least, int most)
{
    auto *box = new Box(this);
    box->setObjectName(objectName);
    box->setAccessibleName(toolTip);
    box->setToolTip(toolTip);
    box->setRange(least, most);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    form->addRow(new PlainLabel(label, box, this), box);
    connect(box, &QSpinBox::valueChanged, this, &ScanForm::changed);
    connect(box->edit(), &QLineEdit::textEdited, this, &ScanForm::changed);
    return box;
}

ScanForm::ScanForm(const QString &id, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_way(new QComboBox(this))
{
    setObjectName(id + QStringLiteral("Form"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_name->setObjectName(id + QStringLiteral("Name"));
    m_name->setAccessibleName(tr("Name of the scan"));
    m_name->setToolTip(tr("Becomes a part of the folder's name: letters, digits, dots, _ and -"));
    m_name->setPlaceholderText(QStringLiteral("scan"));
    form->addRow(new PlainLabel(tr("Name"), m_name, this), m_name);

    m_way->setObjectName(id + QStringLiteral("Way"));
    m_way->setAccessibleName(tr("Way over the sample"));
    m_way->setToolTip(m_way->accessibleName());
    m_way->addItem(tr("Snake: every other row backwards"));
    m_way->addItem(tr("Raster: all rows in one direction"));
    m_way->addItem(tr("Spiral from the middle"));
    m_way->addItem(tr("Spiral as far as there is sample"));
    form->addRow(new PlainLabel(tr("Way"), m_way, this), m_way);

    m_columns = addBox(form, tr("Columns"), id + QStringLiteral("Columns"),
                       tr("Pictures beside one another"), 1, ScanPlan::mostInARow);
    m_rows = addBox(form, tr("Rows"), id + QStringLiteral("Rows"), tr("Pictures below one another"),
                    1, ScanPlan::mostInARow);
    m_overlap = addBox(form, tr("Overlap"), id + QStringLiteral("Overlap"),
                       tr("How much of a picture its neighbour shows as well"), 0,
                       int(100 * ScanPlan::mostOverlap));
    m_overlap->setSuffix(tr(" %"));
    m_planes = addBox(form, tr("Planes"), id + QStringLiteral("Planes"),
                      tr("Pictures of each tile at different heights, around the focus"), 1,
                      ScanPlan::mostPlanes);
    m_planeStep = addBox<LengthBox>(form, tr("Plane step"), id + QStringLiteral("PlaneStep"),
                                    tr("From plane to plane"), 1, ScanPlan::farthest);
    m_planeStep->setSuffix(tr(" steps"));
    m_autofocusEvery = addBox(form, tr("Focus after"), id + QStringLiteral("AutofocusEvery"),
                              tr("Focus again after so many tiles"), 0, ScanPlan::mostTiles);
    m_autofocusEvery->setSuffix(tr(" tiles"));
    m_autofocusEvery->setSpecialValueText(tr("never"));
    m_timePoints = addBox(form, tr("Times"), id + QStringLiteral("TimePoints"),
                          tr("How often the whole is repeated"), 1, ScanPlan::mostTimePoints);
    m_interval = addBox(form, tr("Every"), id + QStringLiteral("Interval"),
                        tr("From the beginning of one time to that of the next, in seconds"), 0,
                        int(ScanPlan::longestInterval));
    m_interval->setSuffix(tr(" s"));
    connect(m_name, &QLineEdit::textEdited, this, &ScanForm::changed);
    new WheelGuard(m_way);
    connect(m_way, &QComboBox::currentIndexChanged, this, &ScanForm::changed);
    showPlan();
}

void ScanForm::showPlan()
{
    const QSignalBlocker quiet(this);
    Way way = Way::Snake;
    if (m_plan.growsOverSample())
        way = Way::OverSample;
    else if (m_plan.order == ScanPlan::Order::Spiral)
        way = Way::Spiral;
    else if (m_plan.order == ScanPlan::Order::Raster)
        way = Way::Raster;
    m_way->setCurrentIndex(int(way));
    m_columns->setValue(m_plan.columns);
    m_rows->setValue(m_plan.rows);
    m_overlap->setValue(int(std::lround(m_plan.overlap * 100)));
    m_planes->setValue(m_plan.planes);
    m_planeStep->setValue(m_plan.planeStep);
    m_autofocusEvery->setValue(m_plan.autofocusEvery);
    m_timePoints->setValue(m_plan.timePoints);
    m_interval->setValue(int(std::ceil(m_plan.interval)));
}

void ScanForm::setScale(double perStepZ, const QString &suffix)
{
    m_planeStep->setScale(perStepZ, suffix);
}

void ScanForm::setPlan(const ScanPlan &plan)
{
    m_plan = plan;
    showPlan();
    Q_EMIT changed();
}

QString ScanForm::name() const
{
    return m_name->text().trimmed();
}

void ScanForm::setName(const QString &name)
{
    m_name->setText(name);
}

ScanPlan ScanForm::plan() const
{
    ScanPlan plan = m_plan;
    const Way way = Way(m_way->currentIndex());
    plan.order = way == Way::Raster  ? ScanPlan::Order::Raster
                 : way == Way::Snake ? ScanPlan::Order::Snake
                                     : ScanPlan::Order::Spiral;
    plan.skipBackground = way == Way::OverSample;
    // An extent of an imported plan counts until other numbers of tiles are entered.
    if (m_columns->entered() != m_plan.columns || m_rows->entered() != m_plan.rows) {
        plan.width = 0;
        plan.height = 0;
    }
    plan.columns = m_columns->entered();
    plan.rows = m_rows->entered();
    // A value that was only rounded to be shown stays as it is.
    if (m_overlap->entered() != int(std::lround(m_plan.overlap * 100)))
        plan.overlap = m_overlap->entered() / 100.0;
    plan.planes = m_planes->entered();
    plan.planeStep = m_planeStep->entered();
    plan.autofocusEvery = m_autofocusEvery->entered();
    plan.timePoints = m_timePoints->entered();
    if (m_interval->entered() != int(std::ceil(m_plan.interval)))
        plan.interval = m_interval->entered();
    return plan;
}

QString ScanForm::problem() const
{
    for (const WholeNumberBox *box : std::initializer_list<const WholeNumberBox *> {
             m_columns, m_rows, m_overlap, m_planes, m_planeStep, m_autofocusEvery, m_timePoints,
             m_interval}) {
        if (const QString problem = box->problem(); !problem.isEmpty())
            return QStringLiteral("%1: %2").arg(box->accessibleName(), problem);
    }
    return {};
}

} // namespace Holdfast
