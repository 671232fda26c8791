// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/stage/stageaccess.h"

#include <QWidget>

#include <array>
#include <optional>

namespace Holdfast {

class LengthScale;
class PlainLabel;

//! \brief Where the stage is, as it moves.
class PositionReadout : public QWidget
{
    Q_OBJECT
public:
    //! \a lengths outlive it.
    PositionReadout(const StageAccess &access, const LengthScale *lengths,
                    QWidget *parent = nullptr);

    //! Returns the shown position; empty while nothing is known.
    const std::optional<StageSteps> &position() const { return m_position; }

Q_SIGNALS:
    //! Emitted when the readout shows this position.
    void positionShown(const Holdfast::StageSteps &position);

private:
    void read();
    void showPosition(const Json &position);
    void refresh();

    Session m_session;
    const QString m_stage;
    const LengthScale *m_lengths;
    bool m_wasElsewhere = false; //!< another owner had control
    std::optional<StageSteps> m_position;
    std::array<PlainLabel *, 3> m_values {};
    PlainLabel *m_unit; //!< empty where the units differ, or steps are shown
};

} // namespace Holdfast
