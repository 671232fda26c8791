// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/livepanel.h"

#include "ui/base/text/plainlabel.h"
#include "ui/live/imagescale.h"
#include "ui/live/liveview.h"

#include <QAction>
#include <QCursor>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolBar>
#include <QToolButton>

#include <chrono>

namespace Holdfast {

namespace {

constexpr double zoomStep = 1.25;

} // namespace

LivePanel::LivePanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_view(new LiveView(access.session, this))
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

QAction *LivePanel::add(Icon icon, const QString &text, const QString &objectName,
                        const QKeySequence &key)
{
    auto *action = m_tools->addAction(toIcon(icon), text);
    action->setObjectName(objectName);
    action->setShortcut(key);
    addAction(action); // its key works while the tools are hidden as well
    const QString keys = key.toString(QKeySequence::NativeText);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(text, keys));
    if (auto *button = qobject_cast<QToolButton *>(m_tools->widgetForAction(action))) {
        button->setObjectName(objectName + QStringLiteral("Button"));
        button->setAccessibleName(text);
    }
    return action;
}

void LivePanel::createZoom()
{
    m_fit = add(Icon::Fit, tr("Fit into the window"), QStringLiteral("fitPicture"), Qt::Key_F);
    m_actualSize = add(Icon::ActualSize, tr("One pixel for one pixel"),
                       QStringLiteral("actualSize"), Qt::Key_1);
    const auto *in = add(Icon::ZoomIn, tr("Enlarge"), QStringLiteral("zoomIn"), Qt::Key_Plus);
    const auto *out = add(Icon::ZoomOut, tr("Reduce"), QStringLiteral("zoomOut"), Qt::Key_Minus);
    m_tools->addWidget(m_zoom);
    m_fit->setCheckable(true);
    m_actualSize->setCheckable(true);
    connect(m_fit, &QAction::triggered, m_view, &LiveView::fit);
    connect(m_actualSize, &QAction::triggered, m_view, &LiveView::showActualSize);
    connect(in, &QAction::triggered, m_view, [this] { m_view->zoomBy(zoomStep); });
    connect(out, &QAction::triggered, m_view, [this] { m_view->zoomBy(1 / zoomStep); });
}

void LivePanel::createMarks()
{
    auto *crosshair =
        add(Icon::Crosshair, tr("Crosshair"), QStringLiteral("showCrosshair"), Qt::Key_C);
    auto *bar = add(Icon::ScaleBar, tr("Scale bar"), QStringLiteral("showScaleBar"), Qt::Key_B);
    auto *histogram =
        add(Icon::Histogram, tr("Histogram"), QStringLiteral("showHistogram"), Qt::Key_H);
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

void LivePanel::showZoom()
{
    const LiveViewport &viewport = m_view->viewport();
    m_fit->setChecked(viewport.isFitted());
    m_actualSize->setChecked(!viewport.isFitted() && viewport.isActualSize());
    m_zoom->setText(m_view->picture().isNull()
                        ? QString()
                        : tr("%1 %").arg(qRound(viewport.scale() * devicePixelRatioF() * 100)));
}

void LivePanel::showScale()
{
    m_view->setScale(m_scale->perPixel(), m_scale->unit());
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
