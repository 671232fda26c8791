// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/action/blobview.h"

#include "ui/base/elsewhere.h"
#include "ui/base/suffix.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/thingtext.h"
#include "ui/base/thumbnail.h"
#include "ui/base/wholefile.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMimeDatabase>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

constexpr int largest = 640; // pixels; more than the panel ever shows

} // namespace

BlobView::BlobView(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_shown(new PlainLabel(this))
    , m_text(new PlainLabel(this))
    , m_save(new QPushButton(tr("Save as \u2026"), this))
{
    setObjectName(objectName);
    m_shown->setObjectName(objectName + QStringLiteral("Picture"));
    m_shown->setAccessibleName(tr("Picture"));
    m_shown->setMinimumWidth(1);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1);
    m_save->setObjectName(objectName + QStringLiteral("Save"));
    m_save->setToolTip(tr("Write it to a file of your choice"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_shown);
    layout->addWidget(m_text);
    layout->addWidget(m_save, 0, Qt::AlignLeft);
    connect(m_save, &QPushButton::clicked, this, &BlobView::saveAs);
    setBlob({});
}

void BlobView::setBlob(const Blob &blob)
{
    m_blob = blob;
    m_picture = {};
    m_shown->hide();
    m_save->setVisible(!blob.isNull());
    m_text->setText(blob.isNull()
                        ? tr("no data")
                        : QStringLiteral("%1, %2").arg(
                            blob.mediaType(), QLocale().formattedDataSize(blob.data().size())));
    m_text->setToolTip(plainToolTip(thingText(blob.description())));
    if (blob.mediaType().startsWith(QStringLiteral("image/")))
        decode();
}

void BlobView::decode()
{
    elsewhere(
        this, [data = m_blob.data()] { return thumbnail(data, largest); },
        [this, id = m_blob.id()](const QImage &picture) {
            if (id != m_blob.id())
                return; // there is another one by now
            m_picture = picture;
            showPicture();
        });
}

void BlobView::showPicture()
{
    m_shown->setVisible(!m_picture.isNull());
    if (m_picture.isNull())
        return;
    const int wide = std::max(1, width());
    QPixmap pixmap = QPixmap::fromImage(m_picture.scaledToWidth(
        int(std::min(wide * devicePixelRatioF(), double(m_picture.width()))),
        Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_shown->setPixmap(pixmap);
}

void BlobView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width() && !m_picture.isNull())
        showPicture();
}

QString BlobView::suffix() const
{
    return QMimeDatabase().mimeTypeForName(m_blob.mediaType()).preferredSuffix();
}

QString BlobView::suggestedName() const
{
    return withSuffix(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd_HHmmss")),
                      suffix());
}

void BlobView::saveAs()
{
    auto *dialog = new QFileDialog(this, tr("Save as"), QString(), QString());
    dialog->setObjectName(QStringLiteral("saveBlobDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
    dialog->setDefaultSuffix(suffix());
    dialog->selectFile(suggestedName());
    connect(dialog, &QFileDialog::fileSelected, this, &BlobView::save);
    dialog->open();
}

void BlobView::save(const QString &chosen)
{
    const QString path = withSuffix(chosen, suffix());
    if (path != chosen && QFileInfo::exists(path)) {
        // The dialog has asked about a file of the other name only.
        m_text->setText(tr("Not saved: %1 exists already.").arg(path));
        return;
    }
    elsewhere(
        this, [path, data = m_blob.data()] { return writeWholeFile(path, data); },
        [this, path](const QString &problem) {
            m_text->setText(problem.isEmpty() ? tr("Saved as %1").arg(path)
                                              : tr("Not saved: %1").arg(problem));
        });
}

} // namespace Holdfast
