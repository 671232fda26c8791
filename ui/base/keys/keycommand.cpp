// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/keys/keycommand.h"

#include "ui/base/text/translated.h"

#include <QHash>
#include <QStringList>

namespace Holdfast {

namespace {

//! \brief Adds rows to the table.
class Rows
{
public:
    void begin(const QString &group) { m_group = group; }
    void action(const QString &id, const QList<QKeySequence> &usual, const QString &does)
    {
        rows.append({KeyCommand::Kind::Action, m_group, id, usual, {}, does});
    }
    void move(const QString &id, Qt::Key usual, const QString &does)
    {
        rows.append({KeyCommand::Kind::Move, m_group, id, {QKeySequence(usual)}, {}, does});
    }
    void fixed(const QString &keys, const QString &does)
    {
        rows.append({KeyCommand::Kind::Fixed, m_group, {}, {}, keys, does});
    }

    QList<KeyCommand> rows;

private:
    QString m_group;
};

void addStage(Rows &to)
{
    to.begin(tr("Stage"));
    to.move(QStringLiteral("moveLeft"), Qt::Key_Left, tr("Move left by a step"));
    to.move(QStringLiteral("moveRight"), Qt::Key_Right, tr("Move right by a step"));
    to.move(QStringLiteral("moveUp"), Qt::Key_Up, tr("Move up by a step"));
    to.move(QStringLiteral("moveDown"), Qt::Key_Down, tr("Move down by a step"));
    to.move(QStringLiteral("focusUp"), Qt::Key_PageUp, tr("Focus up by a step"));
    to.move(QStringLiteral("focusDown"), Qt::Key_PageDown, tr("Focus down by a step"));
    to.fixed(tr("One of these held down"), tr("Keep moving until you release it"));
    to.fixed(tr("Two of these held down"), tr("Move along both axes, diagonally"));
    to.fixed(tr("Shift with any of these"), tr("Ten times as far or as fast, also while moving"));
    to.fixed(tr("Ctrl while moving"), tr("A tenth as fast"));
    to.action(QStringLiteral("finerStepsAction"), {Qt::Key_Comma},
              tr("Finer steps, also while moving"));
    to.action(QStringLiteral("coarserStepsAction"), {Qt::Key_Period},
              tr("Coarser steps, also while moving"));
    to.action(QStringLiteral("stepPreset1Action"), {Qt::CTRL | Qt::Key_1}, tr("Fine steps"));
    to.action(QStringLiteral("stepPreset2Action"), {Qt::CTRL | Qt::Key_2}, tr("Medium steps"));
    to.action(QStringLiteral("stepPreset3Action"), {Qt::CTRL | Qt::Key_3}, tr("Coarse steps"));
    to.action(QStringLiteral("stepPreset4Action"), {Qt::CTRL | Qt::Key_4}, tr("Far steps"));
    to.fixed(tr("Wheel"), tr("Focus one step, over the live view"));
    to.fixed(tr("Double-click"), tr("Move that point to the middle of the live view"));
    to.action(QStringLiteral("markAction"), {Qt::Key_M}, tr("Mark this place"));
    to.action(QStringLiteral("goBackAction"), {Qt::CTRL | Qt::Key_Z},
              tr("Back to the place before the last move to a place"));
    to.fixed(tr("Return, F2, Delete"), tr("Go to, rename, remove the chosen position"));
    to.action(QStringLiteral("autofocusAction"), {Qt::Key_A}, tr("Autofocus"));
    to.action(QStringLiteral("lastGoodZAction"), {Qt::Key_G}, tr("Go to the last good z"));
    to.action(QStringLiteral("lengthsInStepsAction"), {Qt::Key_U},
              tr("Lengths in micrometres, or in motor steps"));
}

void addLiveView(Rows &to)
{
    to.begin(tr("Live view"));
    to.action(QStringLiteral("fitPicture"), {Qt::Key_F}, tr("Fit the picture into the window"));
    to.action(QStringLiteral("actualSize"), {Qt::Key_1},
              tr("One pixel of the camera for one of the screen"));
    to.action(QStringLiteral("zoomIn"), {Qt::Key_Plus}, tr("Enlarge"));
    to.action(QStringLiteral("zoomOut"), {Qt::Key_Minus}, tr("Reduce"));
    to.fixed(tr("Ctrl + wheel"), tr("Enlarge, reduce"));
    to.fixed(tr("Drag"), tr("Move an enlarged picture"));
    to.action(QStringLiteral("showCrosshair"), {Qt::Key_C}, tr("Crosshair"));
    to.action(QStringLiteral("showScaleBar"), {Qt::Key_B}, tr("Scale bar"));
    to.action(QStringLiteral("showHistogram"), {Qt::Key_H}, tr("Histogram"));
    to.action(QStringLiteral("autoContrast"), {Qt::Key_D}, tr("Automatic contrast of the display"));
    to.action(QStringLiteral("showSaturation"), {Qt::Key_O},
              tr("Saturated pixels in false colour"));
    to.action(QStringLiteral("measure"), {Qt::Key_E},
              tr("Measure with clicks: a distance, an angle, an area"));
    to.action(QStringLiteral("saveView"), {Qt::CTRL | Qt::Key_S},
              tr("Save the view with its marks"));
    to.action(QStringLiteral("comparePicture"), {Qt::Key_V},
              tr("Compare the last picture with the live view; again: in another way"));
    to.fixed(tr("<, >"), tr("Move the line between the two; Escape ends it"));
}

void addPanels(Rows &to)
{
    to.begin(tr("Camera"));
    to.action(QStringLiteral("snapAction"), {Qt::Key_S}, tr("Take a picture"));
    to.fixed(tr("Return"), tr("Set exposure or gain; compare the chosen picture"));
    to.begin(tr("Things"));
    to.fixed(tr("Return"), tr("Set the property to what is entered, or run the action"));
    to.fixed(tr("Ctrl + up, down"), tr("Choose in a list"));
    to.fixed(QKeySequence(Qt::Key_F5).toString(QKeySequence::NativeText),
             tr("Read the chosen Thing again"));
}

void addGamepad(Rows &to)
{
    to.begin(tr("Gamepad"));
    to.fixed(tr("Left stick"), tr("Move, the faster the farther it is pushed"));
    to.fixed(tr("Right stick"), tr("Focus up and down, the faster the farther it is pushed"));
    to.fixed(tr("B or circle"), tr("STOP"));
    to.fixed(tr("A or cross"), tr("Take a picture"));
    to.fixed(tr("Y or triangle"), tr("Autofocus"));
    to.fixed(tr("Left, right shoulder"), tr("Finer, coarser steps"));
}

void addWindow(Rows &to)
{
    to.begin(tr("Window"));
    to.action(QStringLiteral("lockPanelAction"), {Qt::Key_L}, tr("Open and close the lock panel"));
    to.action(QStringLiteral("thingsDockToggle"), {Qt::Key_T}, tr("Things"));
    to.action(QStringLiteral("invocationsDockToggle"), {Qt::Key_F3}, tr("Invocations"));
    to.action(QStringLiteral("logDockToggle"), {Qt::Key_F4}, tr("Log"));
    to.action(QStringLiteral("scanDockToggle"), {Qt::Key_F6}, tr("Scan"));
    to.action(QStringLiteral("mappingDockToggle"), {Qt::Key_F7}, tr("Mapping"));
    to.action(QStringLiteral("picturesDockToggle"), {Qt::Key_F8}, tr("Pictures"));
    to.action(QStringLiteral("positionsDockToggle"), {Qt::Key_F9}, tr("Positions"));
    to.action(QStringLiteral("timelineDockToggle"), {Qt::Key_F12}, tr("Timeline"));
    to.action(QStringLiteral("pictureOnlyAction"), {Qt::Key_P},
              tr("Only the picture, the bar and STOP; again: as before"));
    to.fixed(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText),
             tr("Search, in the invocations and in the log"));
    to.action(QStringLiteral("settingsAction"), {Qt::CTRL | Qt::Key_Comma}, tr("Settings"));
    to.action(QStringLiteral("fullScreenAction"), {Qt::Key_F11}, tr("Full screen, and back"));
    to.action(QStringLiteral("keysAction"), {Qt::Key_Question, Qt::Key_F1}, tr("This sheet"));
    to.action(QStringLiteral("quitAction"), {Qt::CTRL | Qt::Key_Q}, tr("Quit"));
}

} // namespace

QList<KeyCommand> keyCommands()
{
    Rows table;
    table.begin(tr("Always"));
    table.fixed(tr("Escape twice"),
                tr("STOP: ends everything; nothing begins until you clear the stop"));
    addStage(table);
    addLiveView(table);
    addPanels(table);
    addGamepad(table);
    addWindow(table);
    return table.rows;
}

QList<QKeySequence> usualKeys(const QString &id)
{
    // Unlike the texts of the table they are the same in every language.
    static const QHash<QString, QList<QKeySequence>> usual = [] {
        QHash<QString, QList<QKeySequence>> keys;
        for (const KeyCommand &command : keyCommands()) {
            if (!command.id.isEmpty())
                keys.insert(command.id, command.usual);
        }
        return keys;
    }();
    return usual.value(id);
}

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList names;
    for (const QKeySequence &key : keys)
        names << key.toString(QKeySequence::NativeText);
    return names.join(tr(" or "));
}

QString withKeys(const QString &text, const QList<QKeySequence> &keys)
{
    return keys.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, keysText(keys));
}

} // namespace Holdfast
