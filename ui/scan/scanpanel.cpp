// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/scan/scanpanel.h"

#include "core/session/stationmonitor.h"
#include "core/thing/json/foreignjson.h"
#include "core/thing/thingerror.h"
#include "ui/base/elsewhere.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/number/numberbox.h"
#include "ui/base/suffix.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/textbox.h"
#include "ui/base/theme/icon.h"
#include "ui/base/wholefile.h"
#include "ui/scan/scanform.h"
#include "ui/scan/scanmap.h"
#include "ui/scan/scanrule.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>

namespace Holdfast {

namespace {

// Of a Thing smart_scan: those that scan, and those that stitch.
bool isLongAction(const QString &action)
{
    static const QStringList actions {QStringLiteral("sample_scan"), QStringLiteral("run_plan"),
                                      QStringLiteral("resume_scan"), QStringLiteral("stitch_scan"),
                                      QStringLiteral("stitch_all_scans")};
    return actions.contains(action);
}

std::optional<StagePosition> positionFrom(const Json &json)
{
    try {
        return StagePosition {json.at("x").get<int>(), json.at("y").get<int>(),
                              json.at("z").get<int>()};
    } catch (const std::exception &) {
        return {};
    }
}

//! \brief What is in a file with a sequence.
struct ReadFile
{
    QByteArray contents {};
    QString problem {};
};

ReadFile readPlanFile(const QString &path)
{
    constexpr qint64 largest = 10'000'000;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, file.errorString()};
    return {file.read(largest), {}};
}

//! Returns the cells that the map shows: of a very large plan those at the corners, because the others would be smaller
//! than their outlines.
QList<ScanCell> shownCells(const ScanPlan &plan)
{
    constexpr int most = 4000;
    if (plan.columns * plan.rows <= most)
        return plan.cells();
    const int right = plan.columns - 1;
    const int bottom = plan.rows - 1;
    return {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}};
}

QString suffixOfPlans()
{
    return QStringLiteral("json");
}

} // namespace

ScanPanel::ScanPanel(const OperatorAccess &access, const LengthScale *lengths, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_lengths(lengths)
    , m_run(access)
    , m_control(access)
    , m_open(&QDesktopServices::openUrl)
    , m_forms(new QStackedWidget(this))
    , m_form(new ScanForm(QStringLiteral("scan"), m_forms))
    , m_runningForm(new ScanForm(QStringLiteral("runningScan"), m_forms))
    , m_map(new ScanMap(this))
    , m_progress(new QProgressBar(this))
    , m_text(new TextBox(4, QStringLiteral("scanText"), this))
{
    setObjectName(QStringLiteral("scanPanel"));
    m_forms->addWidget(m_form);
    m_forms->addWidget(m_runningForm);
    m_runningForm->setEnabled(false);
    m_progress->setObjectName(QStringLiteral("scanProgress"));
    m_progress->setAccessibleName(tr("Progress of the scan"));
    m_progress->setRange(0, 1000);
    m_text->setAccessibleName(tr("State of the scan"));
    // Beside one another: where the panel is low, the buttons and the state are seen without scrolling.
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    addMain(column);
    column->addWidget(m_progress);
    column->addWidget(m_text);
    addPlanFiles(column);
    column->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_forms, 0, Qt::AlignTop);
    layout->addLayout(column);
    layout->addWidget(m_map, 1);

    connect(m_form, &ScanForm::changed, this, &ScanPanel::refresh);
    connect(&m_run, &Operation::changed, this, &ScanPanel::refresh);
    connect(&m_run, &Operation::ended, this, &ScanPanel::end);
    connect(&m_control, &Operation::ended, this, &ScanPanel::end);
    connect(&m_decoder, &FrameDecoder::decoded, this, [this](const QImage &image) {
        m_mosaic = image;
        m_map->setMosaic(m_mosaic, m_placement);
    });
    connect(lengths, &LengthScale::changed, this, &ScanPanel::showUnits);
    listen();
    readAll();
    showUnits();
    refresh();
}

ScanPanel::~ScanPanel() = default;

QPushButton *ScanPanel::addButton(QBoxLayout *row, const QString &text, const QString &objectName,
                                  const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setToolTip(plainToolTip(toolTip));
    row->addWidget(button);
    return button;
}

void ScanPanel::addMain(QBoxLayout *layout)
{
    auto *first = new QHBoxLayout;
    m_start = addButton(first, tr("Start scan"), QStringLiteral("scanStart"), {});
    m_start->setIcon(toIcon(Icon::Play));
    m_pause = addButton(first, tr("Pause"), QStringLiteral("scanPause"), {});
    m_cancel = addButton(first, tr("Cancel"), QStringLiteral("scanCancel"), {});
    m_cancel->setIcon(toIcon(Icon::Cancel));
    layout->addLayout(first);
    auto *second = new QHBoxLayout;
    m_resume = addButton(second, tr("Resume broken-off scan"), QStringLiteral("scanResume"), {});
    m_folder = addButton(second, tr("Open folder"), QStringLiteral("scanFolder"), {});
    m_folder->setIcon(toIcon(Icon::Folder));
    layout->addLayout(second);
    connect(m_start, &QPushButton::clicked, this, &ScanPanel::start);
    connect(m_pause, &QPushButton::clicked, this, &ScanPanel::pause);
    connect(m_cancel, &QPushButton::clicked, this, &ScanPanel::cancel);
    connect(m_resume, &QPushButton::clicked, this, &ScanPanel::resume);
    connect(m_folder, &QPushButton::clicked, this, &ScanPanel::openFolder);
}

void ScanPanel::addPlanFiles(QBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    const QPushButton *import = addButton(
        row, tr("Import plan..."), QStringLiteral("scanImport"),
        tr("Reads a plan from a file of the Micro-Manager family: an MDASequence of useq-schema"));
    const QPushButton *save = addButton(row, tr("Export plan..."), QStringLiteral("scanExport"),
                                        tr("Writes this plan as an MDASequence of useq-schema"));
    layout->addLayout(row);
    connect(import, &QPushButton::clicked, this, [this] { chooseFile(true); });
    connect(save, &QPushButton::clicked, this, [this] { chooseFile(false); });
    auto *steps = new QHBoxLayout;
    const SequenceScale usual;
    m_stepXY =
        createScaleBox(QStringLiteral("scanStepXY"),
                       tr("A motor step along x and y, in micrometres"), usual.micrometresPerStep);
    m_stepZ = createScaleBox(QStringLiteral("scanStepZ"),
                             tr("A motor step along z, in micrometres"), usual.micrometresPerStepZ);
    steps->addWidget(new PlainLabel(tr("A step is"), m_stepXY, this));
    steps->addWidget(m_stepXY);
    steps->addWidget(m_stepZ);
    layout->addLayout(steps);
}

NumberBox *ScanPanel::createScaleBox(const QString &objectName, const QString &name, double value)
{
    auto *box = new NumberBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setToolTip(tr("%1: for plans in files, which are in micrometres").arg(name));
    box->setDecimals(4);
    box->setRange(0.0001, 1000);
    box->setSuffix(tr(" µm"));
    box->setValue(value);
    return box;
}

void ScanPanel::showUnits()
{
    for (ScanForm *form : {m_form, m_runningForm})
        form->setScale(m_lengths->perStep(Axis::Z), m_lengths->suffix(Axis::Z));
    // What the stage says of its steps is right; what it does not say is entered.
    for (const auto &[box, axis] : {std::pair {m_stepXY, Axis::X}, std::pair {m_stepZ, Axis::Z}}) {
        if (const double known = m_lengths->micrometresPerStep(axis); known > 0)
            box->setValue(known);
    }
}

void ScanPanel::listen()
{
    const StationMonitor *monitor = m_access.monitor;
    connect(monitor, &StationMonitor::propertyChanged, this, &ScanPanel::hear);
    connect(monitor, &StationMonitor::invocationChanged, this, &ScanPanel::takeInvocation);
    connect(monitor, &StationMonitor::lockChanged, this, [this](const LockStatus &status) {
        if (status.mode.mode == m_mode)
            return;
        m_mode = status.mode.mode;
        refresh();
    });
    connect(monitor, &StationMonitor::faultChanged, this, [this](const QString &thing) {
        if (thing == ScanRule::thing())
            refresh();
    });
    const auto watch =
        m_access.session.watch(ScanRule::thing(), QStringLiteral("preview_stream"),
                               [this](const Frame &frame) { m_decoder.decode(frame); });
    if (watch)
        m_watch = *watch;
    for (const InvocationRecord &invocation : m_access.session.invocations())
        takeInvocation(invocation);
}

void ScanPanel::read(const QString &thing, const QString &property,
                     const std::function<void(const Json &)> &take)
{
    const Affordances *affordances = m_access.session.affordances(thing);
    if (!affordances || !affordances->property(property))
        return;
    m_access.session.read(thing, property).then(this, [take](const Result<Payload> &value) {
        if (value)
            take(value->json);
    });
}

void ScanPanel::readAll()
{
    const auto follow = [this](const QString &thing, const QString &property) {
        read(thing, property,
             [this, thing, property](const Json &value) { hear(thing, property, value); });
    };
    follow(ScanRule::thing(), QStringLiteral("latest_scan_progress"));
    follow(ScanRule::thing(), QStringLiteral("unfinished_scans"));
    follow(ScanRule::thing(), QStringLiteral("preview_placement"));
    follow(QStringLiteral("stage"), QStringLiteral("position"));
    follow(QStringLiteral("camera_stage_mapping"),
           QStringLiteral("image_to_stage_displacement_matrix"));
    follow(QStringLiteral("camera_stage_mapping"), QStringLiteral("image_resolution"));
}

void ScanPanel::hear(const QString &thing, const QString &property, const Json &value)
{
    if (thing == ScanRule::thing()) {
        if (property == u"latest_scan_progress")
            takeState(value);
        else if (property == u"unfinished_scans")
            takeUnfinished(value);
        else if (property == u"preview_placement")
            m_placement = placementFromJson(value);
        else
            return;
    } else if (thing == u"stage" && property == u"position") {
        m_stage = positionFrom(value);
        if (m_state && m_state->isRunning)
            m_map->setStage(m_stage); // nothing else on the map moves with the stage
        else
            refreshMap();
        return;
    } else if (thing == u"camera_stage_mapping"
               && property == u"image_to_stage_displacement_matrix") {
        m_matrix = value;
    } else if (thing == u"camera_stage_mapping" && property == u"image_resolution") {
        m_resolution = value;
    } else {
        return;
    }
    refresh();
}

void ScanPanel::takeState(const Json &json)
{
    const bool wasRunning = m_state && m_state->isRunning;
    const QString before = m_state ? m_state->name : QString();
    m_state = ScanState::fromJson(json);
    const bool isRunning = m_state && m_state->isRunning;
    if (isRunning && m_state->name != before && !m_state->name.isEmpty())
        m_mosaic = {}; // of the scan before
    if (wasRunning != isRunning)
        read(ScanRule::thing(), QStringLiteral("unfinished_scans"), [this](const Json &value) {
            takeUnfinished(value);
            refresh();
        });
}

bool ScanPanel::isOfAnother() const
{
    // As long as the operator's own scan waits for the lock, another one is running.
    const bool runsOurs = m_isPlanOurs && m_run.isUnderWay() && !m_run.isWaiting();
    return m_state && m_state->isRunning && !runsOurs;
}

void ScanPanel::showPlan()
{
    if (isOfAnother()) {
        m_runningForm->setName(m_state->name);
        m_runningForm->setPlan(m_state->plan);
    }
    m_forms->setCurrentWidget(isOfAnother() ? m_runningForm : m_form);
}

void ScanPanel::takeUnfinished(const Json &json)
{
    m_unfinished.clear();
    if (!json.is_array())
        return;
    for (const Json &name : json) {
        if (name.is_string())
            m_unfinished << toQString(name.get<std::string>());
    }
}

void ScanPanel::takeInvocation(const InvocationRecord &invocation)
{
    if (invocation.thing != ScanRule::thing() || !isLongAction(invocation.action))
        return;
    const bool isOurs = m_invocation && m_invocation->id == invocation.id;
    if (!invocation.isFinished())
        m_invocation = invocation;
    else if (isOurs)
        m_invocation.reset();
    else
        return;
    refresh();
}

void ScanPanel::start()
{
    if (m_run.isUnderWay() || !m_form->problem().isEmpty())
        return;
    m_problem.clear();
    Json input = Json::object();
    input["scan_name"] = toUtf8String(m_form->name());
    input["plan"] = toJson(m_form->plan());
    m_isPlanOurs = true;
    m_run.invoke(ScanRule::thing(), QStringLiteral("run_plan"), input);
}

void ScanPanel::resume()
{
    if (m_run.isUnderWay() || m_unfinished.isEmpty())
        return;
    m_problem.clear();
    m_isPlanOurs = false;
    m_run.invoke(ScanRule::thing(), QStringLiteral("resume_scan"),
                 Json {{"scan_name", toUtf8String(m_unfinished.last())}});
}

void ScanPanel::pause()
{
    if (!m_state || m_control.isUnderWay())
        return;
    m_problem.clear();
    m_control.invoke(ScanRule::thing(),
                     m_state->isPaused ? QStringLiteral("continue_scan")
                                       : QStringLiteral("pause_scan"),
                     Json::object());
}

void ScanPanel::cancel()
{
    if (m_run.isUnderWay()) {
        m_run.withdraw();
    } else if (m_invocation) {
        if (const Result<void> asked = m_access.session.cancel(m_invocation->id); !asked)
            say(asked.error().message());
    } else if (m_state && m_state->isBeingStitched() && !m_control.isUnderWay()) {
        m_problem.clear();
        m_control.invoke(ScanRule::thing(), QStringLiteral("cancel_stitching"), Json::object());
    }
}

void ScanPanel::openFolder()
{
    if (m_state && !m_open(QUrl::fromLocalFile(m_state->folder)))
        say(tr("The desktop knows no program that opens %1")
                .arg(QDir::toNativeSeparators(m_state->folder)));
}

void ScanPanel::end(const Outcome &outcome)
{
    if (outcome.isDone())
        return;
    if (outcome.kind == Outcome::Kind::Withdrawn)
        say(tr("The scan was cancelled; its pictures are kept."));
    else
        say(outcome.reason());
}

void ScanPanel::say(const QString &problem)
{
    m_problem = problem;
    refresh();
}

void ScanPanel::chooseFile(bool isImport)
{
    auto *dialog = new QFileDialog(this, isImport ? tr("Import a plan") : tr("Export the plan"),
                                   QDir::homePath(), tr("MDASequence (*.json)"));
    dialog->setObjectName(QStringLiteral("scanPlanDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(isImport ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    if (!isImport) {
        dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
        dialog->setDefaultSuffix(suffixOfPlans());
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this, isImport](const QString &path) {
        if (isImport)
            importPlan(path);
        else
            exportPlan(path);
    });
    dialog->open();
}

void ScanPanel::importPlan(const QString &path)
{
    elsewhere(
        this, [path] { return readPlanFile(path); },
        [this](const ReadFile &file) {
            if (!file.problem.isEmpty()) {
                say(tr("The plan could not be read: %1").arg(file.problem));
                return;
            }
            const ParsedJson parsed = parseForeignJson(file.contents, fileJsonLimits);
            const Json *sequence = std::get_if<Json>(&parsed);
            if (!sequence) {
                say(tr("The file is no JSON, so it is no plan."));
                return;
            }
            try {
                const ImportedPlan imported = planFromSequence(*sequence, scale());
                m_problem.clear();
                m_remarks = imported.remarks.join(u' ');
                m_form->setPlan(imported.plan);
            } catch (const ThingError &error) {
                say(error.message());
            }
        });
}

void ScanPanel::exportPlan(const QString &path)
{
    const ScanForm *shown = isOfAnother() ? m_runningForm : m_form;
    if (const QString problem = shown->problem(); !problem.isEmpty()) {
        say(problem);
        return;
    }
    try {
        const Json sequence = sequenceFromPlan(shown->plan(), scale());
        const QByteArray text = QByteArray::fromStdString(sequence.dump(2)) + '\n';
        const QString file = withSuffix(path, suffixOfPlans());
        elsewhere(
            this, [file, text] { return writeWholeFile(file, text); },
            [this, file](const QString &problem) {
                say(problem.isEmpty() ? tr("The plan is in %1").arg(QDir::toNativeSeparators(file))
                                      : tr("The plan could not be written: %1").arg(problem));
            });
    } catch (const ThingError &error) {
        say(error.message());
    }
}

SequenceScale ScanPanel::scale() const
{
    return {.micrometresPerStep = m_stepXY->entered(),
            .micrometresPerStepZ = m_stepZ->entered(),
            .picture = picture()};
}

std::optional<ScanSpacing> ScanPanel::picture() const
{
    return pictureFromJson(m_matrix, m_resolution);
}

void ScanPanel::allow(QPushButton *button, const QString &toolTip, const Permission &permission)
{
    button->setEnabled(permission.allowed);
    button->setToolTip(plainToolTip(
        permission.allowed ? toolTip : toolTip + u'\n' + tr("Not now: %1").arg(permission.reason)));
}

void ScanPanel::refresh()
{
    const Session &session = m_access.session;
    Permission mayStart = ScanRule::mayStart(session, state());
    if (const QString problem = m_form->problem(); mayStart.allowed && !problem.isEmpty())
        mayStart = Permission::no(problem);
    if (mayStart.allowed && m_run.isUnderWay())
        mayStart = Permission::no(tr("A scan is about to begin."));
    allow(m_start, tr("Scans by this plan. Between two tiles the scan gives way to you."),
          mayStart);
    const bool isPaused = m_state && m_state->isPaused;
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    allow(m_pause,
          isPaused ? tr("Goes on with the next tile")
                   : tr("Waits before the next tile, and leaves the instruments to others"),
          ScanRule::mayPause(session, state()));
    const bool canCancel = m_run.isUnderWay() || m_invocation;
    allow(m_cancel,
          tr("Ends the scan, or the stitching; its pictures are kept, and it can be resumed"),
          canCancel ? Permission::yes() : ScanRule::mayCancelStitching(session, state()));
    const QString unfinished = m_unfinished.isEmpty() ? QString() : m_unfinished.last();
    allow(m_resume,
          unfinished.isEmpty() ? tr("Goes on with a scan that was broken off")
                               : tr("Goes on with %1, which was broken off").arg(unfinished),
          ScanRule::mayResume(session, state(), unfinished));
    Permission mayOpen = Permission::yes();
    if (!m_state)
        mayOpen = Permission::no(tr("There has been no scan since the start."));
    else if (m_state->folder.isEmpty())
        mayOpen = Permission::no(tr("The station does not say where its scans are."));
    allow(m_folder, tr("Opens the folder with the pictures of the latest scan"), mayOpen);
    m_form->setEnabled(!m_state || !m_state->isRunning);
    showPlan();
    refreshText();
    refreshMap();
}

void ScanPanel::refreshText()
{
    QStringList lines;
    lines << m_problem;
    if (m_run.isWaiting())
        lines << m_run.waitingText();
    lines << stateLines() << stitchLines() << m_remarks;
    if (const Permission may = ScanRule::mayStart(m_access.session, state());
        !may.allowed && (!m_state || !m_state->isRunning))
        lines << may.reason;
    lines.removeAll(QString());
    m_text->setText(lines.join(u'\n'));
    m_progress->setValue(int(std::clamp(part(), 0.0, 1.0) * m_progress->maximum()));
}

QStringList ScanPanel::stateLines() const
{
    const ScanState *scan = state();
    if (!scan || (!scan->isRunning && scan->name.isEmpty()))
        return {};
    if (!scan->isRunning)
        return {tr("The latest scan: %1, %2 of %3 tiles")
                    .arg(scan->name)
                    .arg(scan->tilesDone)
                    .arg(scan->tilesTotal)};
    QString line =
        tr("%1: tile %2 of %3").arg(scan->name).arg(scan->tilesDone).arg(scan->tilesTotal);
    if (scan->sets > 1)
        line += tr(", set %1 of %2").arg(scan->set + 1).arg(scan->sets);
    if (scan->isPaused)
        line += tr(", paused");
    else if (scan->isWaiting)
        line += tr(", waiting for its next time");
    if (scan->left) {
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(*scan->left).count();
        line += minutes > 1 ? tr(", about %1 minutes left").arg(minutes)
                            : tr(", less than a minute left");
    }
    QStringList lines {line};
    if (isOfAnother())
        lines << tr("This is its plan; your own comes back when it has ended.");
    return lines;
}

QStringList ScanPanel::stitchLines() const
{
    if (m_invocation && m_invocation->progress && m_invocation->action.startsWith(u"stitch"))
        return {tr("Stitching: %1").arg(m_invocation->progress->message)};
    if (!m_state || !m_state->stitching || m_state->isRunning)
        return {};
    const ScanState::Stitching &stitching = *m_state->stitching;
    QStringList lines;
    if (m_state->isBeingStitched())
        lines << (stitching.step.isEmpty() ? tr("Stitching its pictures \u2026")
                                           : tr("Stitching: %1").arg(stitching.step));
    else if (stitching.problem.isEmpty())
        lines << tr("Its pictures have been stitched.");
    if (!stitching.problem.isEmpty() && !m_mosaic.isNull())
        lines << tr("The mosaic on the map is saved in its folder, as images/preview.jpg.");
    if (!stitching.problem.isEmpty())
        lines << tr("Its pictures were not stitched: %1").arg(stitching.problem);
    return lines;
}

//! Returns how much of what is under way has been done, from 0 to 1.
double ScanPanel::part() const
{
    if (m_invocation && m_invocation->progress)
        return m_invocation->progress->percent / 100;
    if (!m_state)
        return 0;
    if (m_state->isBeingStitched() && m_state->stitching)
        return m_state->stitching->percent / 100;
    return m_state->tilesTotal > 0 ? double(m_state->tilesDone) / m_state->tilesTotal : 0;
}

void ScanPanel::showNoMap(const QString &reason)
{
    m_map->setNote(reason);
    m_map->setPicture({});
    m_map->setTiles({});
    m_map->setStage(m_stage);
    m_map->setMosaic(m_mosaic, m_placement);
}

void ScanPanel::refreshMap()
{
    ScanMap::Tiles tiles;
    std::optional<ScanSpacing> picture = this->picture();
    const bool isOfScan = m_state && m_state->isRunning;
    ScanPlan plan = m_form->plan();
    try {
        std::optional<StagePosition> site = m_stage;
        ScanSpacing spacing;
        if (isOfScan) {
            plan = m_state->plan;
            spacing = m_state->spacing;
            site = plan.siteOf(std::max(0, m_state->set), m_state->start);
            tiles.done = m_state->tilesDone;
            tiles.current = m_state->at;
        } else {
            plan.check();
            if (plan.stepX == 0 && !picture) {
                showNoMap(tr("The map appears when it is known how far a picture reaches on the "
                             "stage: calibrate that first, in the part \u201cMapping\u201d."));
                return;
            }
            spacing = plan.spacing(picture);
            plan = plan.resolved(spacing, picture);
            if (site)
                site = plan.siteOf(0, *site);
        }
        if (!picture) { // as if the tiles did not overlap
            picture = spacing;
        }
        if (site && !plan.growsOverSample()) {
            for (const ScanCell &cell : shownCells(plan))
                tiles.centres << plan.positionOf(cell, *site, spacing);
        }
        m_map->setNote(tr("The mosaic of the scan appears here."));
    } catch (const ThingError &error) {
        m_map->setNote(error.message());
    }
    m_map->setPicture(picture);
    m_map->setTiles(tiles);
    m_map->setStage(m_stage);
    m_map->setMosaic(m_mosaic, m_placement);
}

} // namespace Holdfast
