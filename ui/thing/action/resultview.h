// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/jsonconversion.h"

#include <QWidget>

class QPlainTextEdit;
class QVBoxLayout;

namespace Holdfast {

class BlobView;

//! \brief Shows the result of an action: as text, and each blob with a way to save it.
class ResultView : public QWidget
{
    Q_OBJECT
public:
    //! More blobs than that are not shown one by one.
    static constexpr int mostBlobs = 8;

    //! \a operation is the one that has this result: "camera.capture".
    explicit ResultView(const QString &operation, QWidget *parent = nullptr);

    void setOutput(const Payload &output);
    //! Shows nothing.
    void clear();

private:
    QString m_operation;
    QVBoxLayout *m_layout;
    QPlainTextEdit *m_text;
    QList<BlobView *> m_blobs;
};

} // namespace Holdfast
