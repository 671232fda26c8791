// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of MDASequence that reads a sequence.

#include "core/instruments/scan/sequence/mdasequence.h"
#include "core/instruments/scan/sequence/sequenceobject.h"
#include "core/thing/thingerror.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Holdfast {

namespace {

//! \brief Reads a sequence into a plan, part by part.
class SequenceReader
{
public:
    explicit SequenceReader(const SequenceScale &scale)
        : m_scale(scale)
    {
    }

    ImportedPlan read(const Json &sequence);

private:
    int steps(const SequenceObject &object, const char *key, double micrometres,
              double micrometresPerStep);
    void readMetadata(SequenceObject &sequence);
    void readPositions(SequenceObject &sequence);
    void readGrid(SequenceObject &sequence);
    void readOverlap(SequenceObject &grid);
    void readOrder(SequenceObject &grid);
    void readCounts(SequenceObject &grid);
    void readExtent(SequenceObject &grid);
    void readEdges(SequenceObject &grid);
    void readStack(SequenceObject &sequence);
    void setStack(SequenceObject &stack, double range, double step);
    void setPlanes(SequenceObject &stack, const Json &list);
    void readTimes(SequenceObject &sequence);
    std::optional<double> seconds(SequenceObject &object, const char *key);
    void readAutofocus(SequenceObject &sequence);
    void readAxisOrder(SequenceObject &sequence);
    bool isAxisUsed(QChar axis) const;

    const SequenceScale m_scale;
    ScanPlan m_plan;
    SequenceFindings m_findings;
    std::optional<int> m_autofocusEvery; //!< as the metadata say
};

int SequenceReader::steps(const SequenceObject &object, const char *key, double micrometres,
                          double micrometresPerStep)
{
    const double exact = micrometres / micrometresPerStep;
    if (std::abs(exact) <= ScanPlan::farthest)
        return int(std::lround(exact));
    object.refuse(key, QStringLiteral("%1 µm are too far: at most %2 motor steps are possible")
                           .arg(micrometres)
                           .arg(ScanPlan::farthest));
    return 0;
}

ImportedPlan SequenceReader::read(const Json &json)
{
    SequenceObject sequence(json, {}, &m_findings);
    // A sequence without an order has no focusing either, and its grid has its middle at the position.
    m_plan.columns = 1;
    m_plan.rows = 1;
    m_plan.overlap = 0;
    m_plan.anchor = ScanPlan::Anchor::Centre;
    m_plan.autofocusEvery = 0;
    sequence.member("uid"); // the name of the sequence, which does not matter here
    readMetadata(sequence);
    readPositions(sequence);
    readGrid(sequence);
    readStack(sequence);
    readTimes(sequence);
    readAutofocus(sequence);
    readAxisOrder(sequence);
    sequence.refuseIfThere(
        "channels", QStringLiteral("Holdfast has no channels: remove them, and set the light "
                                   "and the camera before the scan"));
    sequence.refuseIfThere("setup", QStringLiteral("a scan has no setup event"));
    sequence.refuseIfThere("keep_shutter_open_across",
                           QStringLiteral("a scan does not drive a shutter"));
    sequence.refuseOthers();
    if (m_findings.problems.isEmpty()) {
        try {
            m_plan.check();
        } catch (const ThingError &error) {
            m_findings.problems << error.message();
        }
    }
    if (!m_findings.problems.isEmpty()) {
        throw ThingError(QStringLiteral("SequenceError"),
                         QStringLiteral("Holdfast cannot carry out this sequence. %1.")
                             .arg(m_findings.problems.join(QStringLiteral("; "))));
    }
    return {m_plan, m_findings.remarks};
}

void SequenceReader::readMetadata(SequenceObject &sequence)
{
    const Json *metadata = sequence.member("metadata");
    if (!metadata || !metadata->is_object())
        return;
    for (const auto &[key, value] : metadata->items()) {
        if (key != "holdfast")
            m_findings.remarks
                << QStringLiteral("The metadata \"%1\" are not kept.").arg(toQString(key));
    }
    const auto found = metadata->find("holdfast");
    if (found == metadata->end())
        return;
    SequenceObject own(*found, QStringLiteral("metadata.holdfast"), &m_findings);
    if (const QString mode = own.text("capture_mode"); !mode.isEmpty())
        m_plan.captureMode = mode;
    m_plan.settlingTime = own.number("settling_time").value_or(m_plan.settlingTime);
    m_plan.returnToStart = own.flag("return_to_start", m_plan.returnToStart);
    if (own.has("autofocus_dz"))
        m_plan.autofocusDz = own.count("autofocus_dz", ScanPlan::farthest);
    if (own.has("autofocus_every"))
        m_autofocusEvery = own.count("autofocus_every", ScanPlan::mostTiles);
    for (const auto &[key, here] :
         {std::pair {"micrometres_per_step", m_scale.micrometresPerStep},
          std::pair {"micrometres_per_step_z", m_scale.micrometresPerStepZ}}) {
        const std::optional<double> there = own.number(key);
        if (there && std::abs(*there - here) > 1e-9)
            m_findings.remarks << QStringLiteral(
                                      "It was written with %1 = %2, and is read with %3.")
                                      .arg(QString::fromLatin1(key))
                                      .arg(*there)
                                      .arg(here);
    }
    own.refuseOthers();
}

void SequenceReader::readPositions(SequenceObject &sequence)
{
    const Json *positions = sequence.member("stage_positions");
    if (!positions)
        return;
    if (!positions->is_array()) {
        sequence.refuse("stage_positions", QStringLiteral("a well plate is not possible; a list of "
                                                          "positions is"));
        return;
    }
    int index = 0;
    for (const Json &json : *positions) {
        SequenceObject position(json, QStringLiteral("stage_positions[%1]").arg(index++),
                                &m_findings);
        ScanSite site;
        site.name = position.text("name");
        site.x = steps(position, "x", position.needed("x"), m_scale.micrometresPerStep);
        site.y = steps(position, "y", position.needed("y"), m_scale.micrometresPerStep);
        if (const auto z = position.number("z"))
            site.z = steps(position, "z", *z, m_scale.micrometresPerStepZ);
        position.refuseIfThere("sequence",
                               QStringLiteral("a position cannot have a sequence of its own"));
        position.refuseIfThere("properties",
                               QStringLiteral("a position cannot have properties of its own"));
        // They say where the position comes from, and change nothing.
        for (const char *key : {"plate_row", "plate_col", "grid_row", "grid_col", "row", "col"})
            position.member(key);
        position.refuseOthers();
        m_plan.positions << site;
    }
}

void SequenceReader::readGrid(SequenceObject &sequence)
{
    const Json *json = sequence.member("grid_plan");
    if (!json)
        return;
    SequenceObject grid(*json, QStringLiteral("grid_plan"), &m_findings);
    if (grid.has("vertices") || grid.has("num_points")) {
        sequence.refuse(
            "grid_plan",
            QStringLiteral("polygons and random points are not possible; rows and columns, a "
                           "width and a height, or edges are"));
        return;
    }
    readOverlap(grid);
    readOrder(grid);
    if (grid.has("rows") || grid.has("columns"))
        readCounts(grid);
    else if (grid.has("width") || grid.has("height"))
        readExtent(grid);
    else if (grid.has("top") || grid.has("left") || grid.has("bottom") || grid.has("right"))
        readEdges(grid);
    else
        sequence.refuse("grid_plan",
                        QStringLiteral("it has neither rows and columns, nor a width and a "
                                       "height, nor edges"));
    const auto remark = [&](const char *key, ScanVector ScanSpacing::*direction) {
        const std::optional<double> wanted = grid.number(key);
        if (!wanted || !m_scale.picture)
            return;
        const double picture =
            ((*m_scale.picture).*direction).length() * m_scale.micrometresPerStep;
        if (std::abs(*wanted - picture) > 0.01 * picture)
            m_findings.remarks << QStringLiteral(
                                      "The sequence has a %1 of %2 µm; the scan uses that of the "
                                      "camera here, %3 µm.")
                                      .arg(QString::fromLatin1(key))
                                      .arg(*wanted)
                                      .arg(picture);
    };
    remark("fov_width", &ScanSpacing::right);
    remark("fov_height", &ScanSpacing::down);
    if (m_plan.order == ScanPlan::Order::Spiral
        && (m_plan.width > 0 || m_plan.columns % 2 == 0 || m_plan.rows % 2 == 0)) {
        grid.refuse("mode", QStringLiteral(
                                "a spiral needs odd numbers of rows and columns here, because it "
                                "begins in the middle tile"));
    }
    grid.refuseOthers();
}

void SequenceReader::readOverlap(SequenceObject &grid)
{
    const Json *json = grid.member("overlap");
    if (!json)
        return;
    std::optional<double> percent;
    if (json->is_number())
        percent = json->get<double>();
    else if (json->is_array() && json->size() == 2 && (*json)[0].is_number()
             && (*json)[0] == (*json)[1])
        percent = (*json)[0].get<double>();
    if (!percent) {
        grid.refuse(
            "overlap",
            QStringLiteral("it must be one number of percent, or the same one for x and y"));
    } else if (!(*percent >= 0 && *percent <= 100 * ScanPlan::mostOverlap)) {
        grid.refuse("overlap", QStringLiteral("it is %1 percent, and must be from 0 to %2")
                                   .arg(*percent)
                                   .arg(100 * ScanPlan::mostOverlap));
    } else {
        m_plan.overlap = *percent / 100;
    }
}

void SequenceReader::readOrder(SequenceObject &grid)
{
    const QString mode = grid.text("mode");
    if (mode.isEmpty() || mode == u"row_wise_snake")
        m_plan.order = ScanPlan::Order::Snake;
    else if (mode == u"row_wise")
        m_plan.order = ScanPlan::Order::Raster;
    else if (mode == u"spiral")
        m_plan.order = ScanPlan::Order::Spiral;
    else
        grid.refuse("mode",
                    QStringLiteral("it is \"%1\"; possible are row_wise, row_wise_snake and spiral")
                        .arg(mode));
    const QString anchor = grid.text("relative_to");
    if (anchor == u"top_left")
        m_plan.anchor = ScanPlan::Anchor::FirstTile;
    else if (!anchor.isEmpty() && anchor != u"center")
        grid.refuse("relative_to",
                    QStringLiteral("it is \"%1\"; possible are center and top_left").arg(anchor));
    if (m_plan.order == ScanPlan::Order::Spiral && m_plan.anchor == ScanPlan::Anchor::FirstTile)
        grid.refuse("relative_to", QStringLiteral("a spiral has its middle at the position"));
}

void SequenceReader::readCounts(SequenceObject &grid)
{
    m_plan.rows = grid.count("rows", ScanPlan::mostInARow);
    m_plan.columns = grid.count("columns", ScanPlan::mostInARow);
}

void SequenceReader::readExtent(SequenceObject &grid)
{
    const auto tiles = [&](const char *key, const char *viewKey,
                           ScanVector ScanSpacing::*direction) {
        const double extent = grid.needed(key);
        std::optional<double> view = grid.number(viewKey);
        if (m_scale.picture)
            view = ((*m_scale.picture).*direction).length() * m_scale.micrometresPerStep;
        if (!view || !(*view > 0)) {
            grid.refuse(
                viewKey,
                QStringLiteral("it is needed for a width and a height, because the mapping of "
                               "camera and stage is not known"));
            return 1;
        }
        const double count = std::ceil(extent / (*view * (1 - m_plan.overlap)) - 1e-9);
        if (count >= 1 && count <= ScanPlan::mostInARow)
            return int(count);
        grid.refuse(key, QStringLiteral("it is %1 µm, which is %2 tiles; possible are 1 to %3")
                             .arg(extent)
                             .arg(count)
                             .arg(ScanPlan::mostInARow));
        return 1;
    };
    m_plan.columns = tiles("width", "fov_width", &ScanSpacing::right);
    m_plan.rows = tiles("height", "fov_height", &ScanSpacing::down);
}

void SequenceReader::readEdges(SequenceObject &grid)
{
    const double top = grid.needed("top");
    const double bottom = grid.needed("bottom");
    const double left = grid.needed("left");
    const double right = grid.needed("right");
    const double perStep = m_scale.micrometresPerStep;
    const int alongX = std::abs(steps(grid, "right", right - left, perStep));
    const int alongY = std::abs(steps(grid, "top", top - bottom, perStep));
    // The edges are those of the stage. A camera may be mounted so that the columns of its pictures lie along y.
    const auto &picture = m_scale.picture;
    const bool isTurned = picture && std::abs(picture->right.y) > std::abs(picture->right.x);
    m_plan.width = std::max(1, isTurned ? alongY : alongX);
    m_plan.height = std::max(1, isTurned ? alongX : alongY);
    if (!m_plan.positions.isEmpty())
        grid.refuse(
            "left",
            QStringLiteral("edges are absolute, so there can be no stage_positions beside them"));
    ScanSite middle;
    middle.x = steps(grid, "left", (left + right) / 2, perStep);
    middle.y = steps(grid, "bottom", (top + bottom) / 2, perStep);
    m_plan.positions << middle;
}

void SequenceReader::readStack(SequenceObject &sequence)
{
    const Json *json = sequence.member("z_plan");
    if (!json || (json->is_object() && json->empty()))
        return;
    SequenceObject stack(*json, QStringLiteral("z_plan"), &m_findings);
    if (!stack.flag("go_up", true))
        stack.refuse("go_up", QStringLiteral("a stack is taken from below upwards"));
    if (stack.has("top") || stack.has("bottom") || stack.has("absolute")) {
        sequence.refuse("z_plan",
                        QStringLiteral("absolute planes are not possible; a stack lies around the "
                                       "focus (range and step)"));
        return;
    }
    if (const Json *list = stack.member("relative")) {
        setPlanes(stack, *list);
    } else if (stack.has("above") || stack.has("below")) {
        const double above = std::abs(stack.needed("above"));
        const double below = std::abs(stack.needed("below"));
        if (std::abs(above - below) > m_scale.micrometresPerStepZ / 2)
            stack.refuse(
                "above",
                QStringLiteral("it must be as much as below: a stack lies around the focus"));
        setStack(stack, above + below, stack.needed("step"));
    } else {
        setStack(stack, stack.needed("range"), stack.needed("step"));
    }
    stack.refuseOthers();
}

void SequenceReader::setStack(SequenceObject &stack, double range, double step)
{
    if (range == 0 || step == 0) // useq's way to say one plane
        return;
    const double further = range / step;
    if (!(further > 0) || further >= ScanPlan::mostPlanes
        || std::abs(further - std::round(further)) > 1e-6) {
        stack.refuse("step", QStringLiteral(
                                 "the range of %1 µm must be a multiple of the step of %2 µm, and "
                                 "less than %3 times as much")
                                 .arg(range)
                                 .arg(step)
                                 .arg(ScanPlan::mostPlanes));
        return;
    }
    m_plan.planes = int(std::lround(further)) + 1;
    m_plan.planeStep = steps(stack, "step", step, m_scale.micrometresPerStepZ);
    if (m_plan.planeStep < 1)
        stack.refuse("step", QStringLiteral("it is less than a motor step"));
}

void SequenceReader::setPlanes(SequenceObject &stack, const Json &list)
{
    const bool areNumbers =
        list.is_array() && !list.empty()
        && std::all_of(list.begin(), list.end(), [](const Json &each) { return each.is_number(); });
    if (!areNumbers) {
        stack.refuse("relative", QStringLiteral("it is no list of numbers"));
        return;
    }
    const auto values = list.get<std::vector<double>>();
    const double step = values.size() > 1 ? values[1] - values[0] : 0;
    bool isEven = values.size() == 1 ? values[0] == 0 : step > 0;
    for (size_t i = 0; i < values.size(); ++i) {
        const double wanted = (double(i) - double(values.size() - 1) / 2) * step;
        isEven = isEven && std::abs(values[i] - wanted) < m_scale.micrometresPerStepZ / 2;
    }
    if (isEven)
        setStack(stack, step * double(values.size() - 1), step);
    else
        stack.refuse("relative", QStringLiteral("the planes must ascend in equal steps around 0"));
}

//! Returns the seconds of a length of time in one of the forms that useq-schema knows: a number, an object of units, or a
//! text such as "0:01:30" or "PT1M30S".
std::optional<double> SequenceReader::seconds(SequenceObject &object, const char *key)
{
    const Json *json = object.member(key);
    if (!json)
        return {};
    if (json->is_number())
        return json->get<double>();
    if (json->is_object()) {
        SequenceObject units(*json, object.pathOf(key), &m_findings);
        double sum = 0;
        for (const auto &[unit, length] :
             {std::pair {"weeks", 604'800.0}, std::pair {"days", 86'400.0},
              std::pair {"hours", 3600.0}, std::pair {"minutes", 60.0}, std::pair {"seconds", 1.0},
              std::pair {"milliseconds", 1e-3}, std::pair {"microseconds", 1e-6}})
            sum += units.number(unit).value_or(0) * length;
        units.refuseOthers();
        return sum;
    }
    const QString text = json->is_string() ? toQString(json->get<std::string>()) : QString();
    static const QRegularExpression clock(QStringLiteral("^(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)$"));
    static const QRegularExpression iso(
        QStringLiteral("^P(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d+)?)S)?)?$"));
    if (const auto match = clock.match(text); match.hasMatch())
        return match.captured(1).toDouble() * 3600 + match.captured(2).toDouble() * 60
               + match.captured(3).toDouble();
    if (const auto match = iso.match(text); match.hasMatch() && text.size() > 2)
        return match.captured(1).toDouble() * 86'400 + match.captured(2).toDouble() * 3600
               + match.captured(3).toDouble() * 60 + match.captured(4).toDouble();
    object.refuse(key, QStringLiteral("it is no length of time"));
    return {};
}

void SequenceReader::readTimes(SequenceObject &sequence)
{
    const Json *json = sequence.member("time_plan");
    if (!json || (json->is_structured() && json->empty()))
        return;
    QString path = QStringLiteral("time_plan");
    if (json->is_object() && json->contains("phases")) {
        SequenceObject plan(*json, path, &m_findings);
        json = plan.member("phases");
        plan.flag("prioritize_duration", false);
        plan.refuseOthers();
        path += QStringLiteral(".phases");
    }
    if (json && json->is_array()) {
        if (json->size() != 1) {
            m_findings.refuse(path, QStringLiteral("several phases are not possible; one is"));
            return;
        }
        json = &(*json)[0];
    }
    if (!json)
        return;
    SequenceObject times(*json, path, &m_findings);
    const std::optional<double> interval = seconds(times, "interval");
    const std::optional<double> duration = seconds(times, "duration");
    if (times.has("loops")) {
        m_plan.timePoints = times.count("loops", ScanPlan::mostTimePoints);
        if (interval)
            m_plan.interval = *interval;
        else if (duration && m_plan.timePoints > 1)
            m_plan.interval = *duration / (m_plan.timePoints - 1);
        else if (!duration)
            times.refuse("interval", QStringLiteral("it is missing"));
    } else if (interval && duration && *interval > 0
               && *duration / *interval < ScanPlan::mostTimePoints) {
        m_plan.timePoints = int(std::floor(*duration / *interval + 1e-9)) + 1;
        m_plan.interval = *interval;
    } else {
        m_findings.refuse(path, QStringLiteral("it must have two of interval, loops and duration"));
    }
    if (times.flag("prioritize_duration", false))
        m_findings.remarks << QStringLiteral(
            "A scan that takes longer than its interval makes all time points "
            "all the same, and does not end earlier.");
    times.refuseOthers();
}

void SequenceReader::readAutofocus(SequenceObject &sequence)
{
    const Json *json = sequence.member("autofocus_plan");
    if (!json)
        return;
    SequenceObject autofocus(*json, QStringLiteral("autofocus_plan"), &m_findings);
    const QString device = autofocus.text("autofocus_device_name");
    if (!device.isEmpty() && device != u"autofocus")
        autofocus.refuse(
            "autofocus_device_name",
            QStringLiteral("it is \"%1\"; Holdfast's is called autofocus").arg(device));
    autofocus.refuseIfThere(
        "autofocus_motor_offset",
        QStringLiteral("Holdfast focuses with the pictures, without an offset"));
    QString axes;
    if (const Json *list = autofocus.member("axes"); list && list->is_array()) {
        for (const Json &axis : *list)
            axes += axis.is_string() ? toQString(axis.get<std::string>()) : QStringLiteral("?");
    } else if (list && list->is_string()) {
        axes = toQString(list->get<std::string>());
    }
    const bool isKnown = !axes.isEmpty() && std::all_of(axes.begin(), axes.end(), [](QChar axis) {
        return QStringView(u"tpg").contains(axis);
    });
    const qint64 tiles = qint64(m_plan.columns) * m_plan.rows;
    const qint64 places = std::max(1, int(m_plan.positions.size()));
    qint64 every = 1; // the number of tiles after which one of the axes changes
    if (!isKnown) {
        autofocus.refuse("axes", QStringLiteral("it is \"%1\"; possible are t, p and g").arg(axes));
    } else if (axes.contains(u'g') && isAxisUsed(u'g')) {
        every = m_autofocusEvery.value_or(1);
    } else if (m_plan.width > 0) {
        autofocus.refuse(
            "axes", QStringLiteral("with edges it must contain g, because the number of tiles is "
                                   "not known yet"));
    } else if (axes.contains(u'p') && places > 1) {
        every = tiles;
    } else if (axes.contains(u't')) {
        every = tiles * places;
    } else { // only at the first tile
        every = tiles * places * m_plan.timePoints;
    }
    m_plan.autofocusEvery = int(std::min<qint64>(every, ScanPlan::mostTiles));
    autofocus.refuseOthers();
}

bool SequenceReader::isAxisUsed(QChar axis) const
{
    switch (axis.unicode()) {
    case u't':
        return m_plan.timePoints > 1;
    case u'p':
        return m_plan.positions.size() > 1;
    case u'g':
        return m_plan.columns * m_plan.rows > 1 || m_plan.width > 0;
    case u'z':
        return m_plan.planes > 1;
    default:
        return false;
    }
}

void SequenceReader::readAxisOrder(SequenceObject &sequence)
{
    const Json *json = sequence.member("axis_order");
    if (!json)
        return;
    QString order;
    if (json->is_string()) {
        order = toQString(json->get<std::string>());
    } else if (json->is_array()) {
        for (const Json &axis : *json)
            order += axis.is_string() ? toQString(axis.get<std::string>()) : QStringLiteral("?");
    }
    const QString known = QString::fromLatin1(axesOfSequence);
    QString used;
    for (const QChar axis : order) {
        if (isAxisUsed(axis))
            used += axis;
        else if (axis != u'c' && !known.contains(axis))
            sequence.refuse("axis_order",
                            QStringLiteral("it has the unknown axis \"%1\"").arg(axis));
    }
    QString needed;
    for (const QChar axis : known) {
        if (isAxisUsed(axis))
            needed += axis;
    }
    if (used != needed)
        sequence.refuse(
            "axis_order",
            QStringLiteral(
                "it is \"%1\"; a scan visits them in the order \"%2\": times, positions, "
                "tiles, planes")
                .arg(order, needed));
}

} // namespace

ImportedPlan planFromSequence(const Json &sequence, const SequenceScale &scale)
{
    return SequenceReader(scale).read(sequence);
}

} // namespace Holdfast
