// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"

#include <QImage>
#include <QWidget>

class QLabel;
class QPushButton;

namespace Holdfast {

//! \brief Shows a blob: an image as a small picture, anything else as what it is; saves it to a file.
//! Decoding and saving are done in other threads.
class BlobView : public QWidget
{
    Q_OBJECT
public:
    explicit BlobView(const QString &objectName, QWidget *parent = nullptr);

    //! A null one is shown as "no data".
    void setBlob(const Blob &blob);

    //! Asks where to; the dialog blocks nothing.
    void saveAs();
    void save(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void decode();
    void showPicture();
    QString suggestedName() const;

    Blob m_blob;
    QImage m_picture; //!< small already
    QLabel *m_shown;
    QLabel *m_text;
    QPushButton *m_save;
};

} // namespace Holdfast
