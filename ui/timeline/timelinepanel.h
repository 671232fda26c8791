// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QTimer>
#include <QUuid>
#include <QWidget>

class QComboBox;

namespace Holdfast {

class PlainLabel;
class TimelineScene;
class TimelineView;

//! \brief Shows the owners of the lock over time, and the clients that waited, were refused or
//! stopped: over the last minute up to the last week. Follows the present while it can be seen, and
//! asks for nothing while it cannot.
class TimelinePanel : public QWidget
{
    Q_OBJECT
public:
    explicit TimelinePanel(const OperatorAccess &access, QWidget *parent = nullptr);

Q_SIGNALS:
    //! Emitted when the operator would like to see that invocation.
    void invocationChosen(const QUuid &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void createSpans();
    void refresh();
    void showPage(const Result<HistoryPage> &page, const QDateTime &from, const QDateTime &to);
    void choose(const QPointF &where);
    QUuid invocationOf(const HistoryEntry &entry) const;

    Session m_session;
    TimelineScene *m_scene;
    TimelineView *m_view;
    QComboBox *m_spans;
    PlainLabel *m_remark;
    QTimer m_pause; //!< until it is worth to ask again
    bool m_isAsking = false;
};

} // namespace Holdfast
