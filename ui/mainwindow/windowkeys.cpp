// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/windowkeys.h"

#include "ui/base/text/translated.h"

#include <QCoreApplication>
#include <QKeySequence>

namespace Holdfast {

namespace {

QString native(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText);
}

} // namespace

QList<KeyHint> windowKeys()
{
    const QString stop = tr("Always");
    const QString stage = tr("Stage");
    const QString live = tr("Live view");
    const QString camera = tr("Camera");
    const QString things = tr("Things");
    const QString window = tr("Window");
    return {
        {stop, tr("Escape twice"),
         tr("STOP: ends everything; nothing begins until you clear the stop")},
        {stage, tr("Arrows"), tr("Move one step")},
        {stage, tr("Page Up, Page Down"), tr("Focus one step")},
        {stage, tr("A key or arrow held down"), tr("Keep moving until you release it")},
        {stage, tr("Two keys held down"), tr("Move along both axes, diagonally")},
        {stage, tr("Shift with any of these"),
         tr("Ten times as far or as fast, also while moving")},
        {stage, tr("Ctrl while moving"), tr("A tenth as fast")},
        {stage, tr(", or ."), tr("Finer or coarser steps, also while moving")},
        {stage, tr("Ctrl+1, Ctrl+2, Ctrl+3, Ctrl+4"), tr("Fine, medium, coarse or far steps")},
        {stage, tr("Wheel"), tr("Focus one step, over the live view")},
        {stage, tr("Double-click"), tr("Move that point to the middle of the live view")},
        {stage, native(Qt::Key_M), tr("Mark this place")},
        {stage, native(Qt::CTRL | Qt::Key_Z),
         tr("Back to the place before the last move to a place")},
        {stage, tr("Return, F2, Delete"), tr("Go to, rename, remove the chosen position")},
        {stage, native(Qt::Key_A), tr("Autofocus")},
        {stage, native(Qt::Key_G), tr("Go to the last good z")},
        {stage, native(Qt::Key_U), tr("Lengths in micrometres, or in motor steps")},
        {live, native(Qt::Key_F), tr("Fit the picture into the window")},
        {live, native(Qt::Key_1), tr("One pixel of the camera for one of the screen")},
        {live, tr("+, -, Ctrl + wheel"), tr("Enlarge, reduce")},
        {live, tr("Drag"), tr("Move an enlarged picture")},
        {live, native(Qt::Key_C), tr("Crosshair")},
        {live, native(Qt::Key_B), tr("Scale bar")},
        {live, native(Qt::Key_H), tr("Histogram")},
        {live, native(Qt::Key_D), tr("Automatic contrast of the display")},
        {live, native(Qt::Key_O), tr("Saturated pixels in false colour")},
        {live, native(Qt::Key_E), tr("Measure with clicks: a distance, an angle, an area")},
        {live, native(Qt::CTRL | Qt::Key_S), tr("Save the view with its marks")},
        {live, native(Qt::Key_V),
         tr("Compare the last picture with the live view; again: in another way")},
        {live, tr("<, >"), tr("Move the line between the two; Escape ends it")},
        {camera, native(Qt::Key_S), tr("Take a picture")},
        {camera, tr("Return"), tr("Set exposure or gain; compare the chosen picture")},
        {things, tr("Return"), tr("Set the property to what is entered, or run the action")},
        {things, tr("Ctrl + up, down"), tr("Choose in a list")},
        {things, native(Qt::Key_F5), tr("Read the chosen Thing again")},
        {window, native(Qt::Key_L), tr("Open and close the lock panel")},
        {window, native(Qt::Key_P), tr("Only the picture, the bar and STOP; again: as before")},
        {window, native(Qt::CTRL | Qt::Key_F), tr("Search, in the invocations and in the log")},
        {window, native(Qt::CTRL | Qt::Key_Comma), tr("Settings")},
        {window, native(Qt::Key_F11), tr("Full screen, and back")},
        {window, tr("? or F1"), tr("This sheet")},
        {window, native(Qt::CTRL | Qt::Key_Q), tr("Quit")},
    };
}

} // namespace Holdfast
