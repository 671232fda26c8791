// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/base/length/lengthunit.h"
#include "ui/base/operatoraccess.h"

#include <QObject>
#include <QString>

#include <array>

namespace Holdfast {

//! Returns the unit in which the actions of \a stage count; empty for motor steps.
QString stageUnit(const Session &session, const QString &stage);

//! \brief Shows lengths on one stage, whose actions count steps: in micrometres where the stage says how long a step is, unless
//! the operator wants steps. A stage that counts in a unit of its own is shown in that.
class LengthScale : public QObject
{
    Q_OBJECT
public:
    LengthScale(const OperatorAccess &access, const QString &stage, QObject *parent = nullptr);

    //! Sets the unit that the operator wants to read.
    void setWish(LengthUnit wish);
    LengthUnit wish() const { return m_wish; }

    //! Returns the length of a step; 0 while it is not known.
    double micrometresPerStep(Axis axis) const { return m_micrometres[std::size_t(axis)]; }
    //! Returns the length of a step in the unit on show.
    double perStep(Axis axis) const;
    //! Returns the unit on show: "µm" or "steps".
    QString unit(Axis axis) const;
    //! Returns the same with a space before it, for the end of a box.
    QString suffix(Axis axis) const { return u' ' + unit(axis); }
    //! Returns whether steps themselves are shown, because no other unit is known or wanted.
    bool isInSteps(Axis axis) const;

    //! Shows \a steps without the unit: as short as it can be.
    QString show(Axis axis, qint64 steps) const;
    //! Shows it with the unit.
    QString showWithUnit(Axis axis, qint64 steps) const;
    //! Shows it without the unit, always with the same number of decimals, but for those of long numbers: for what
    //! changes while it is read.
    QString showSteadily(Axis axis, qint64 steps) const;

Q_SIGNALS:
    //! Emitted when lengths are shown in another way.
    void changed();

private:
    void setMicrometres(std::size_t axis, const Json &value);

    const QString m_ownUnit; //!< of the stage; empty: it counts steps
    LengthUnit m_wish = LengthUnit::Micrometres;
    std::array<double, 3> m_micrometres {};
};

} // namespace Holdfast
