// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/sequence/mdasequence.h"
#include "ui/base/permission.h"
#include "ui/live/framedecoder.h"
#include "ui/operation/operation.h"
#include "ui/scan/scanstate.h"

#include <QImage>
#include <QWidget>

#include <functional>
#include <memory>

class QBoxLayout;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QUrl;

namespace Holdfast {

class LengthScale;
class NumberBox;
class ScanForm;
class ScanMap;
class TextBox;

//! \brief Plans a scan, starts it, and follows it: its tiles over the mosaic of its pictures, the time that is left, pause,
//! resume and stitching. It follows also scans that another client has started, and shows their plan as long as they run.
//!
//! It knows the Things smart_scan, stage and camera_stage_mapping only by their names on the wire.
class ScanPanel : public QWidget
{
    Q_OBJECT
public:
    //! Opens a folder or file; returns false when that is not possible.
    using Opener = std::function<bool(const QUrl &)>;

    //! \a lengths, those of the stage, outlive it.
    ScanPanel(const OperatorAccess &access, const LengthScale *lengths, QWidget *parent = nullptr);
    ~ScanPanel() override;

    //! Replaces the desktop's way to open folders, for tests.
    void setOpener(const Opener &opener) { m_open = opener; }

    //! Returns the map, for what other panels show on it.
    ScanMap *map() const { return m_map; }

    //! Reads a sequence from a file into the form.
    void importPlan(const QString &path);
    //! Writes the plan of the form into a file, as a sequence.
    void exportPlan(const QString &path);

private:
    QPushButton *addButton(QBoxLayout *row, const QString &text, const QString &objectName,
                           const QString &toolTip);
    NumberBox *createScaleBox(const QString &objectName, const QString &name, double value);
    void addMain(QBoxLayout *layout);
    void addPlanFiles(QBoxLayout *layout);
    void showUnits();
    void listen();
    void read(const QString &thing, const QString &property,
              const std::function<void(const Json &)> &take);
    void readAll();
    void hear(const QString &thing, const QString &property, const Json &value);
    void takeState(const Json &json);
    bool isOfAnother() const;
    void showPlan();
    void takeUnfinished(const Json &json);
    void takeInvocation(const InvocationRecord &invocation);
    void start();
    void pause();
    void cancel();
    void resume();
    void openFolder();
    void chooseFile(bool isImport);
    void end(const Outcome &outcome);
    void say(const QString &problem);
    SequenceScale scale() const;
    const ScanState *state() const { return m_state ? &*m_state : nullptr; }
    std::optional<ScanSpacing> picture() const;
    void refresh();
    void refreshMap();
    void showNoMap(const QString &reason);
    void refreshText();
    QStringList stateLines() const;
    QStringList stitchLines() const;
    double part() const;
    static void allow(QPushButton *button, const QString &toolTip, const Permission &permission);

    OperatorAccess m_access;
    const LengthScale *m_lengths;
    Operation m_run;     //!< a scan that this panel has started
    Operation m_control; //!< pausing and going on
    FrameDecoder m_decoder;
    std::shared_ptr<FrameWatch> m_watch; //!< of the mosaic
    Opener m_open;
    std::optional<ScanState> m_state;
    std::optional<InvocationRecord> m_invocation; //!< that scans or stitches
    QStringList m_unfinished;
    std::optional<StagePosition> m_stage;
    Json m_matrix;     //!< of camera_stage_mapping
    Json m_resolution; //!< likewise
    QImage m_mosaic;
    MosaicPlacement m_placement;
    LockMode m_mode = LockMode::Shared; //!< that the buttons know of
    QString m_problem;
    QString m_remarks;         //!< about the plan that was imported
    bool m_isPlanOurs = false; //!< m_run scans by the plan of the form

    QStackedWidget *m_forms;
    ScanForm *m_form;        //!< the operator's
    ScanForm *m_runningForm; //!< with the plan of a scan that another client runs
    ScanMap *m_map;
    QPushButton *m_start = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_folder = nullptr;
    NumberBox *m_stepXY = nullptr;
    NumberBox *m_stepZ = nullptr;
    QProgressBar *m_progress;
    TextBox *m_text;
};

} // namespace Holdfast
