// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/mapping/camerastagemapping.h"
#include "core/instruments/scan/backgrounddetector.h"
#include "core/instruments/scan/scanplan.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief The settings of a kind of scan, which SmartScan runs: they make a ScanPlan. Names, ranges and defaults are
//! OpenFlexure's, where it has them.
//!
//! Abstract: a derived class chooses the order of the tiles, and which of the settings it has.
class ScanWorkflow : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool ready READ isReady)
    Q_PROPERTY(QString displayName READ displayName CONSTANT)
    Q_PROPERTY(QString captureMode READ captureMode WRITE setCaptureMode NOTIFY captureModeChanged)
    Q_PROPERTY(double overlap READ overlap WRITE setOverlap NOTIFY overlapChanged)
    Q_PROPERTY(int xCount READ xCount WRITE setXCount NOTIFY xCountChanged)
    Q_PROPERTY(int yCount READ yCount WRITE setYCount NOTIFY yCountChanged)
    Q_PROPERTY(int autofocusDz READ autofocusDz WRITE setAutofocusDz NOTIFY autofocusDzChanged)
    Q_PROPERTY(
        int autofocusEvery READ autofocusEvery WRITE setAutofocusEvery NOTIFY autofocusEveryChanged)
    Q_PROPERTY(int planes READ planes WRITE setPlanes NOTIFY planesChanged)
    Q_PROPERTY(int planeStep READ planeStep WRITE setPlaneStep NOTIFY planeStepChanged)
    Q_PROPERTY(int timePoints READ timePoints WRITE setTimePoints NOTIFY timePointsChanged)
    Q_PROPERTY(double interval READ interval WRITE setInterval NOTIFY intervalChanged)
    Q_PROPERTY(
        double settlingTime READ settlingTime WRITE setSettlingTime NOTIFY settlingTimeChanged)
public:
    //! Returns whether a scan may begin: the mapping of camera and stage is calibrated.
    bool isReady() const;
    //! Returns the name for people.
    QString displayName() const { return m_displayName; }

    //! \name Settings: see ScanPlan
    //! @{
    QString captureMode() const { return m_captureMode; }
    void setCaptureMode(const QString &mode) { write(m_captureMode, mode); }
    double overlap() const { return m_overlap; }
    void setOverlap(double share) { write(m_overlap, share); }
    int xCount() const { return m_xCount; } //!< columns
    void setXCount(int columns) { write(m_xCount, columns); }
    int yCount() const { return m_yCount; } //!< rows
    void setYCount(int rows) { write(m_yCount, rows); }
    int autofocusDz() const { return m_autofocusDz; }
    void setAutofocusDz(int steps) { write(m_autofocusDz, steps); }
    int autofocusEvery() const { return m_autofocusEvery; }
    void setAutofocusEvery(int tiles) { write(m_autofocusEvery, tiles); }
    int planes() const { return m_planes; }
    void setPlanes(int planes) { write(m_planes, planes); }
    int planeStep() const { return m_planeStep; }
    void setPlaneStep(int steps) { write(m_planeStep, steps); }
    int timePoints() const { return m_timePoints; }
    void setTimePoints(int times) { write(m_timePoints, times); }
    double interval() const { return m_interval; }
    void setInterval(double seconds) { write(m_interval, seconds); }
    double settlingTime() const { return m_settlingTime; }
    void setSettlingTime(double seconds) { write(m_settlingTime, seconds); }
    //! @}

    //! Returns the plan that the settings make.
    virtual ScanPlan plan() const;
    //! Returns how to tell a sample from the background, where the plan leaves out the latter.
    virtual BackgroundDetector backgroundDetector() const { return {}; }
    //! Returns the class's name in OpenFlexure's records.
    QString className() const;

Q_SIGNALS:
    void captureModeChanged(const QString &mode);
    void overlapChanged(double share);
    void xCountChanged(int columns);
    void yCountChanged(int rows);
    void autofocusDzChanged(int steps);
    void autofocusEveryChanged(int tiles);
    void planesChanged(int planes);
    void planeStepChanged(int steps);
    void timePointsChanged(int times);
    void intervalChanged(double seconds);
    void settlingTimeChanged(double seconds);

protected:
    //! Makes the settings of a workflow with that name for people, and \a blurb, a sentence about it.
    ScanWorkflow(const QString &displayName, const QString &blurb);

    //! Returns the element of a program's window that shows a property: see the resource `settings_ui`.
    Json control(const QString &property, const QString &label, Json step = nullptr) const;
    //! Returns the elements of a program's window for the most used settings.
    virtual Json mainControls() const;

    //! Sets a setting, under the lock.
    template<typename T>
    void write(Value<T> &value, const T &content)
    {
        const auto hold = holdGlobalLock();
        value = content;
    }

    ThingSlot<Camera> m_camera {this, "cam"}; //!< whose pictures a scan takes
    //! What the pictures are on the stage.
    ThingSlot<CameraStageMapping> m_mapping {this, "csm", ThingSlotBase::Need::Optional};

private:
    Json settingsUi() const;

    const QString m_displayName;
    const QString m_blurb;
    const ScanPlan m_defaults;
    Value<QString> m_captureMode {this, &ScanWorkflow::captureModeChanged, m_defaults.captureMode};
    Value<double> m_overlap {this, &ScanWorkflow::overlapChanged, m_defaults.overlap};
    Value<int> m_xCount {this, &ScanWorkflow::xCountChanged, m_defaults.columns};
    Value<int> m_yCount {this, &ScanWorkflow::yCountChanged, m_defaults.rows};
    Value<int> m_autofocusDz {this, &ScanWorkflow::autofocusDzChanged, m_defaults.autofocusDz};
    Value<int> m_autofocusEvery {this, &ScanWorkflow::autofocusEveryChanged,
                                 m_defaults.autofocusEvery};
    Value<int> m_planes {this, &ScanWorkflow::planesChanged, m_defaults.planes};
    Value<int> m_planeStep {this, &ScanWorkflow::planeStepChanged, m_defaults.planeStep};
    Value<int> m_timePoints {this, &ScanWorkflow::timePointsChanged, m_defaults.timePoints};
    Value<double> m_interval {this, &ScanWorkflow::intervalChanged, m_defaults.interval};
    Value<double> m_settlingTime {this, &ScanWorkflow::settlingTimeChanged,
                                  m_defaults.settlingTime};
};

//! \brief Scans a rectangle, every row in the same direction.
class RasterWorkflow : public ScanWorkflow
{
    Q_OBJECT
public:
    RasterWorkflow();
    ScanPlan plan() const override;
};

//! \brief Scans a rectangle, every other row backwards.
class SnakeWorkflow : public ScanWorkflow
{
    Q_OBJECT
public:
    SnakeWorkflow();
    ScanPlan plan() const override;
};

} // namespace Holdfast
