// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/base/operatoraccess.h"
#include "ui/base/theme/icon.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QToolBar;
class QToolButton;

namespace Holdfast {

class ComparisonView;
class ImageScale;
class LiveView;
class PlainLabel;

//! \brief The live view, with its tools beside it: zoom, marks, and the unit of the picture.
class LivePanel : public QWidget
{
    Q_OBJECT
public:
    explicit LivePanel(const OperatorAccess &access, QWidget *parent = nullptr);

    LiveView *view() const { return m_view; }
    //! Shows and hides the buttons beside the picture. Their keys work all the same.
    void setToolsShown(bool shown);

    //! Shows \a picture, which was taken and is called \a name, over the live view, to be compared with it.
    void compare(const QImage &picture, const QString &name);
    ComparisonView *comparison() const { return m_comparison; }

    //! Writes the picture on show, with its marks, into the PNG file \a path.
    void saveView(const QString &path);
    //! Shows \a text over the picture, for a while.
    void say(const QString &text);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    //! Emitted when the operator wants another place in the middle of the picture.
    void moveWanted(const Holdfast::StageSteps &steps);
    void focusWanted(int notches);
    //! Emitted when the operator wants to compare the last picture that was taken.
    void pictureWanted();

private:
    void createZoom();
    void createMarks();
    void createContrast();
    void createMeasuring();
    void createSaving();
    void createComparison();
    void chooseViewFile();
    void showMeasuring();
    void showContrast();
    //! Calls the function of the picture that is seen: of the comparison, or of the live view.
    template<typename Do>
    void zoom(Do what);
    QAction *add(Icon icon, const QString &text, const QString &objectName);
    void showZoom();
    void showScale();
    void moveTo(const QPointF &fromCentre);
    void remark(const QString &text);
    void placeRemark();

    LiveView *m_view;
    ComparisonView *m_comparison;
    ImageScale *m_scale;
    QToolBar *m_tools;
    PlainLabel *m_zoom;
    QTimer m_said;        //!< ends what say() shows
    PlainLabel *m_remark; //!< why nothing moves on a double-click; over the picture
    QAction *m_fit = nullptr;
    QAction *m_actualSize = nullptr;
    QAction *m_measure = nullptr;
    QToolButton *m_measureKind = nullptr;
    QAction *m_autoContrast = nullptr;
    QAction *m_saturation = nullptr;
    QToolButton *m_gamma = nullptr;
};

} // namespace Holdfast
