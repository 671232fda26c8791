// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"

#include <QImage>
#include <QWidget>

class QPushButton;

namespace Holdfast {

class PlainLabel;

//! \brief Shows a blob: an image as a small picture, anything else as its type; saves it to a file.
//! Decoding and saving are done in other threads.
class BlobView : public QWidget
{
    Q_OBJECT
public:
    explicit BlobView(const QString &objectName, QWidget *parent = nullptr);

    //! Shows \a blob; a null one is shown as "no data".
    void setBlob(const Blob &blob);

    //! Asks where to; the dialog blocks nothing.
    void saveAs();
    //! Saves it as \a chosen, with the suffix of its type. Does not save, and shows why, when that would
    //! replace a file about which the dialog has not asked.
    void save(const QString &chosen);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void decode();
    void showPicture();
    QString suffix() const;
    QString suggestedName() const;

    Blob m_blob;
    QImage m_picture; //!< small already
    PlainLabel *m_shown;
    PlainLabel *m_text;
    QPushButton *m_save;
};

} // namespace Holdfast
