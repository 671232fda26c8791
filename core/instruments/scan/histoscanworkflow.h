// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanworkflow.h"

#include <QList>

namespace Holdfast {

//! \brief Scans a sample from where the stage is outwards, as far as there is sample.
//!
//! What background looks like is learned from a picture, by the action set_background. Without that, a part of a picture is
//! taken for sample when its brightness varies.
class HistoScanWorkflow : public ScanWorkflow
{
    Q_OBJECT
    Q_PROPERTY(int maxRange READ maxRange WRITE setMaxRange NOTIFY maxRangeChanged)
    Q_PROPERTY(bool skipBackground READ skipsBackground WRITE setSkipBackground NOTIFY
                   skipBackgroundChanged)
    Q_PROPERTY(double channelTolerance READ channelTolerance WRITE setChannelTolerance NOTIFY
                   channelToleranceChanged)
    Q_PROPERTY(double minSampleCoverage READ minSampleCoverage WRITE setMinSampleCoverage NOTIFY
                   minSampleCoverageChanged)
    Q_PROPERTY(QList<double> background READ background NOTIFY backgroundChanged)
public:
    HistoScanWorkflow();

    //! Returns how far from its begin a scan may lead, in motor steps.
    int maxRange() const { return m_maxRange; }
    void setMaxRange(int steps) { write(m_maxRange, steps); }
    //! Returns whether tiles without a sample are left out; otherwise a spiral of xCount times yCount tiles is scanned.
    bool skipsBackground() const { return m_skipBackground; }
    void setSkipBackground(bool skips) { write(m_skipBackground, skips); }
    //! Returns BackgroundDetector::tolerance.
    double channelTolerance() const { return m_channelTolerance; }
    void setChannelTolerance(double levels) { write(m_channelTolerance, levels); }
    //! Returns BackgroundDetector::leastCoverage.
    double minSampleCoverage() const { return m_minSampleCoverage; }
    void setMinSampleCoverage(double percent) { write(m_minSampleCoverage, percent); }
    //! Returns the means of red, green and blue of the background, and then their deviations; empty when it is not known.
    QList<double> background() const { return m_background; }

    //! Takes a picture of the background, and learns what that looks like.
    Q_INVOKABLE void setBackground();
    //! Takes a picture, and says how much of it shows a sample.
    Q_INVOKABLE QString checkBackground();

    ScanPlan plan() const override;
    BackgroundDetector backgroundDetector() const override;

Q_SIGNALS:
    void maxRangeChanged(int steps);
    void skipBackgroundChanged(bool skips);
    void channelToleranceChanged(double levels);
    void minSampleCoverageChanged(double percent);
    void backgroundChanged(const QList<double> &statistics);

protected:
    Json mainControls() const override;

private:
    Value<int> m_maxRange {this, &HistoScanWorkflow::maxRangeChanged, ScanPlan().maxRange};
    Value<bool> m_skipBackground {this, &HistoScanWorkflow::skipBackgroundChanged, true};
    Value<double> m_channelTolerance {this, &HistoScanWorkflow::channelToleranceChanged,
                                      BackgroundDetector().tolerance};
    Value<double> m_minSampleCoverage {this, &HistoScanWorkflow::minSampleCoverageChanged,
                                       BackgroundDetector().leastCoverage};
    Value<QList<double>> m_background {this, &HistoScanWorkflow::backgroundChanged};
};

} // namespace Holdfast
