// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/live/ratemeter.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

namespace Holdfast {

class FrameDecoder;

//! \brief The camera's live picture, in its own proportions.
//!
//! Watches the camera only while it can be seen, so that a hidden view costs nothing.
class LiveView : public QWidget
{
    Q_OBJECT
public:
    explicit LiveView(const Session &session, QWidget *parent = nullptr);
    ~LiveView() override;

    bool isWatching() const { return m_watch != nullptr; }
    //! The picture on show; null when there is none.
    const QImage &picture() const { return m_picture; }
    //! What is shown in place of a picture; empty while there is one.
    QString placeholder() const;
    //! "10.0 pictures/s, 820 x 616"; empty while there is no picture.
    QString readout() const { return m_readout; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void readoutChanged(const QString &readout);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void startWatching();
    void stopWatching();
    void showPicture(const QImage &picture);
    void updateReadout();
    QRect pictureRect() const;

    Session m_session;
    FrameDecoder *m_decoder;
    std::shared_ptr<FrameWatch> m_watch;
    QString m_problem; //!< why there is nothing to watch
    QImage m_picture;
    RateMeter m_rate;
    QString m_readout;
    QTimer m_readoutTimer;
};

} // namespace Holdfast
