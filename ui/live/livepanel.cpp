// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/livepanel.h"

#include "ui/base/elsewhere.h"
#include "ui/base/keys/keycommand.h"
#include "ui/base/number/numbertext.h"
#include "ui/base/suffix.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/translated.h"
#include "ui/base/wholefile.h"
#include "ui/live/comparison/comparisonview.h"
#include "ui/live/imagescale.h"
#include "ui/live/liveview.h"

#include <QAction>
#include <QActionGroup>
#include <QBuffer>
#include <QCursor>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QStandardPaths>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Holdfast {

namespace {

constexpr double zoomStep = 1.25;

QString noPicture()
{
    return tr("There is no picture to be saved.");
}

} // namespace

LivePanel::LivePanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_view(new LiveView(access.session, this))
    , m_comparison(new ComparisonView(m_view))
    , m_scale(new ImageScale(access, this))
    , m_tools(new QToolBar(tr("Live view"), this))
    , m_zoom(new PlainLabel(this))
    , m_remark(new PlainLabel(m_view))
{
    setObjectName(QStringLiteral("livePanel"));
    m_tools->setObjectName(QStringLiteral("liveTools"));
    m_tools->setOrientation(Qt::Vertical);
    m_tools->setIconSize({18, 18});
    m_zoom->setObjectName(QStringLiteral("zoomReadout"));
    m_zoom->setToolTip(tr("How much the picture is enlarged on this screen"));
    m_zoom->setAlignment(Qt::AlignCenter);
    // So wide that no zoom makes the picture narrower.
    m_zoom->setFixedWidth(m_zoom->fontMetrics().horizontalAdvance(QStringLiteral("0000 %")));
    m_remark->setObjectName(QStringLiteral("liveRemark"));
    m_remark->setAccessibleName(tr("Remark on the live view"));
    m_remark->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_remark->setAutoFillBackground(true);
    m_remark->setBackgroundRole(QPalette::ToolTipBase);
    m_remark->setForegroundRole(QPalette::ToolTipText);
    m_remark->setMargin(4);
    m_remark->hide();
    m_view->installEventFilter(this);
    createZoom();
    m_tools->addSeparator();
    createMarks();
    m_tools->addSeparator();
    createContrast();
    m_tools->addSeparator();
    createMeasuring();
    createSaving();
    createComparison();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);

    connect(m_view, &LiveView::zoomChanged, this, &LivePanel::showZoom);
    connect(m_view, &LiveView::moveWanted, this, &LivePanel::moveTo);
    connect(m_view, &LiveView::moveRefused, this,
            [this] { remark(tr("Not moved: the picture is not live.")); });
    connect(m_view, &LiveView::stalenessChanged, this, [this](const QString &staleness) {
        if (staleness.isEmpty())
            remark({});
    });
    connect(m_view, &LiveView::focusWanted, this, &LivePanel::focusWanted);
    connect(m_scale, &ImageScale::changed, this, &LivePanel::showScale);
    m_said.setSingleShot(true);
    m_said.setInterval(std::chrono::seconds {5});
    connect(&m_said, &QTimer::timeout, this, [this] { remark({}); });
    showZoom();
    showScale();
}

QAction *LivePanel::add(Icon icon, const QString &text, const QString &objectName)
{
    auto *action = m_tools->addAction(toIcon(icon), text);
    action->setObjectName(objectName);
    addAction(action); // its key works while the tools are hidden as well
    const auto nameKeys = [action, text] {
        action->setToolTip(withKeys(text, action->shortcuts()));
    };
    connect(action, &QAction::changed, action, nameKeys);
    action->setShortcuts(usualKeys(objectName));
    nameKeys();
    if (auto *button = qobject_cast<QToolButton *>(m_tools->widgetForAction(action))) {
        button->setObjectName(objectName + QStringLiteral("Button"));
        button->setAccessibleName(text);
    }
    return action;
}

void LivePanel::createZoom()
{
    m_fit = add(Icon::Fit, tr("Fit into the window"), QStringLiteral("fitPicture"));
    m_actualSize =
        add(Icon::ActualSize, tr("One pixel for one pixel"), QStringLiteral("actualSize"));
    const auto *in = add(Icon::ZoomIn, tr("Enlarge"), QStringLiteral("zoomIn"));
    const auto *out = add(Icon::ZoomOut, tr("Reduce"), QStringLiteral("zoomOut"));
    m_tools->addWidget(m_zoom);
    m_fit->setCheckable(true);
    m_actualSize->setCheckable(true);
    connect(m_fit, &QAction::triggered, this, [this] { zoom([](auto *view) { view->fit(); }); });
    connect(m_actualSize, &QAction::triggered, this,
            [this] { zoom([](auto *view) { view->showActualSize(); }); });
    connect(in, &QAction::triggered, this,
            [this] { zoom([](auto *view) { view->zoomBy(zoomStep); }); });
    connect(out, &QAction::triggered, this,
            [this] { zoom([](auto *view) { view->zoomBy(1 / zoomStep); }); });
}

template<typename Do>
void LivePanel::zoom(Do what)
{
    if (m_comparison->isVisible())
        what(m_comparison);
    else
        what(m_view);
}

void LivePanel::createComparison()
{
    const auto *action = add(Icon::Compare, tr("Compare the last picture with the live view"),
                             QStringLiteral("comparePicture"));
    connect(action, &QAction::triggered, this, [this] {
        if (m_comparison->isVisible())
            m_comparison->nextMode();
        else
            Q_EMIT pictureWanted();
    });
    connect(m_comparison, &ComparisonView::zoomChanged, this, &LivePanel::showZoom);
    connect(m_comparison, &ComparisonView::openChanged, this, [this](bool isOpen) {
        setFocusProxy(isOpen ? static_cast<QWidget *>(m_comparison) : m_view);
        showZoom();
    });
}

void LivePanel::compare(const QImage &picture, const QString &name)
{
    m_comparison->open(picture, name);
}

void LivePanel::createMarks()
{
    auto *crosshair = add(Icon::Crosshair, tr("Crosshair"), QStringLiteral("showCrosshair"));
    auto *bar = add(Icon::ScaleBar, tr("Scale bar"), QStringLiteral("showScaleBar"));
    auto *histogram = add(Icon::Histogram, tr("Histogram"), QStringLiteral("showHistogram"));
    const auto show = [=, this] {
        m_view->setMarks({.crosshair = crosshair->isChecked(),
                          .histogram = histogram->isChecked(),
                          .scaleBar = bar->isChecked()});
    };
    for (auto *action : {crosshair, bar, histogram}) {
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, show);
    }
    bar->setChecked(true);
}

void LivePanel::createContrast()
{
    m_autoContrast = add(Icon::Contrast, tr("Automatic contrast of the display"),
                         QStringLiteral("autoContrast"));
    m_saturation = add(Icon::Saturation, tr("Saturated pixels in false colour"),
                       QStringLiteral("showSaturation"));
    for (QAction *action : {m_autoContrast, m_saturation}) {
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, &LivePanel::showContrast);
    }
    m_gamma = new QToolButton(m_tools);
    m_gamma->setObjectName(QStringLiteral("gammaButton"));
    m_gamma->setAccessibleName(tr("Gamma of the display"));
    m_gamma->setToolTip(tr("Gamma of the display: above 1 the dark parts become brighter"));
    m_gamma->setPopupMode(QToolButton::InstantPopup);
    m_gamma->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_gamma);
    auto *group = new QActionGroup(menu);
    for (const double gamma : {0.4, 0.6, 0.8, 1.0, 1.25, 1.6, 2.2, 3.0}) {
        QAction *choice = menu->addAction(QStringLiteral("\u03b3 %1").arg(NumberText::show(gamma)));
        choice->setData(gamma);
        choice->setCheckable(true);
        choice->setChecked(gamma == 1);
        group->addAction(choice);
    }
    m_gamma->setMenu(menu);
    connect(group, &QActionGroup::triggered, this, &LivePanel::showContrast);
    m_tools->addWidget(m_gamma);
    showContrast();
}

void LivePanel::createMeasuring()
{
    m_measure = add(Icon::Measure, tr("Measure with clicks"), QStringLiteral("measure"));
    m_measure->setCheckable(true);
    connect(m_measure, &QAction::toggled, this, &LivePanel::showMeasuring);
    m_measureKind = new QToolButton(m_tools);
    m_measureKind->setObjectName(QStringLiteral("measureKindButton"));
    m_measureKind->setAccessibleName(tr("What is measured"));
    m_measureKind->setToolTip(
        tr("What is measured: a distance by two clicks, an angle by three, an "
           "area by its corners and a double-click at the end"));
    m_measureKind->setPopupMode(QToolButton::InstantPopup);
    m_measureKind->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_measureKind);
    auto *group = new QActionGroup(menu);
    for (const auto &[kind, text] : {std::pair {Measurement::Kind::Distance, tr("Distance")},
                                     std::pair {Measurement::Kind::Angle, tr("Angle")},
                                     std::pair {Measurement::Kind::Area, tr("Area")}}) {
        QAction *choice = menu->addAction(text);
        choice->setData(int(kind));
        choice->setCheckable(true);
        choice->setChecked(kind == Measurement::Kind::Distance);
        group->addAction(choice);
    }
    m_measureKind->setMenu(menu);
    m_measureKind->setText(QStringLiteral("\u2026"));
    connect(group, &QActionGroup::triggered, this, [this] {
        if (m_measure->isChecked())
            showMeasuring();
        else
            m_measure->setChecked(true);
    });
    m_tools->addWidget(m_measureKind);
    connect(m_view, &LiveView::measured, this, &LivePanel::say);
}

void LivePanel::createSaving()
{
    const auto *save =
        add(Icon::Copy, tr("Save the view with its marks"), QStringLiteral("saveView"));
    connect(save, &QAction::triggered, this, &LivePanel::chooseViewFile);
}

void LivePanel::chooseViewFile()
{
    if (m_view->picture().isNull()) {
        say(noPicture());
        return;
    }
    auto *dialog =
        new QFileDialog(this, tr("Save the view with its marks"),
                        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)
                            + QStringLiteral("/view.png"),
                        tr("PNG pictures (*.png)"));
    dialog->setObjectName(QStringLiteral("saveViewDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::fileSelected, this, &LivePanel::saveView);
    dialog->open();
}

void LivePanel::saveView(const QString &path)
{
    const QString file = withSuffix(path, QStringLiteral("png"));
    elsewhere(
        this,
        [file, image = m_view->withMarks()] {
            QByteArray png;
            QBuffer buffer(&png);
            if (image.isNull() || !image.save(&buffer, "PNG"))
                return noPicture();
            return writeWholeFile(file, png);
        },
        [this, file](const QString &problem) {
            const QString shown = QDir::toNativeSeparators(file);
            say(problem.isEmpty() ? tr("The view is in %1").arg(shown)
                                  : tr("%1 was not written. %2").arg(shown, problem));
        });
}

void LivePanel::showMeasuring()
{
    if (!m_measure->isChecked()) {
        m_view->setMeasuring({});
        remark({});
        return;
    }
    for (const QAction *choice : m_measureKind->menu()->actions()) {
        if (choice->isChecked())
            m_view->setMeasuring(static_cast<Measurement::Kind>(choice->data().toInt()));
    }
    say(m_scale->isKnown() ? tr("Click the points to be measured; E ends it.")
                           : tr("Click the points to be measured, in pixels: the scale is not "
                                "calibrated. E ends it."));
}

void LivePanel::showContrast()
{
    const QList<QAction *> choices = m_gamma->menu()->actions();
    const auto chosen = std::find_if(choices.begin(), choices.end(),
                                     [](const QAction *choice) { return choice->isChecked(); });
    const double gamma = chosen == choices.end() ? 1 : (*chosen)->data().toDouble();
    m_gamma->setText(QStringLiteral("\u03b3 %1").arg(NumberText::show(gamma)));
    m_view->setContrast({.isAutomatic = m_autoContrast->isChecked(),
                         .gamma = gamma,
                         .showsSaturation = m_saturation->isChecked()});
}

void LivePanel::showZoom()
{
    const bool isComparison = m_comparison->isVisible();
    const LiveViewport &viewport = isComparison ? m_comparison->viewport() : m_view->viewport();
    m_fit->setChecked(viewport.isFitted());
    m_actualSize->setChecked(!viewport.isFitted() && viewport.isActualSize());
    m_zoom->setText(m_view->picture().isNull() && !isComparison
                        ? QString()
                        : tr("%1 %").arg(qRound(viewport.scale() * devicePixelRatioF() * 100)));
}

void LivePanel::showScale()
{
    m_view->setScale(m_scale->perPixel(), m_scale->unit());
    Measurement::Scale measure;
    if (m_scale->isKnown())
        measure = {.onStage = [scale = m_scale](
                                  const QPointF &way) { return scale->onStage(way).value_or(way); },
                   .unit = m_scale->unit()};
    m_view->setMeasureScale(measure);
    if (m_scale->isKnown())
        remark({});
}

void LivePanel::moveTo(const QPointF &fromCentre)
{
    if (const auto steps = m_scale->stepsTo(fromCentre))
        Q_EMIT moveWanted(*steps);
    else
        remark(tr("Not moved: the size of a pixel on the stage is not known."));
}

void LivePanel::say(const QString &text)
{
    remark(text);
    m_said.start();
}

void LivePanel::remark(const QString &text)
{
    m_said.stop();
    m_remark->setText(text);
    m_remark->setVisible(!text.isEmpty());
    placeRemark();
}

void LivePanel::placeRemark()
{
    // In the middle of the lower edge, or of the upper one where the pointer is at the lower.
    QRect place({}, m_remark->sizeHint().boundedTo(m_view->size()));
    place.moveCenter(m_view->rect().center());
    place.moveBottom(m_view->height() - 1);
    if (place.contains(m_view->mapFromGlobal(QCursor::pos())))
        place.moveTop(0);
    m_remark->setGeometry(place);
}

bool LivePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        placeRemark();
    return QWidget::eventFilter(watched, event);
}

void LivePanel::setToolsShown(bool shown)
{
    m_tools->setVisible(shown);
}

} // namespace Holdfast
