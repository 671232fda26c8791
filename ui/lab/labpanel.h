// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"
#include "core/lab/view/labstop.h"
#include "ui/base/operatoraccess.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAbstractItemModel;
class QBoxLayout;
class QPushButton;
class QTableView;

namespace Holdfast {

class LabResourcesModel;
class LabStationsModel;
class PlainLabel;
class TextBox;

//! \brief The lab: its stations, what they share with owners and waiters, whether it can be reached, and a button that stops all
//! stations.
class LabPanel : public QWidget
{
    Q_OBJECT
public:
    //! So long the button that stops the lab waits for the second press.
    static constexpr std::chrono::seconds confirmation {5};

    explicit LabPanel(const OperatorAccess &access, QWidget *parent = nullptr);
    ~LabPanel() override;

    void setStatus(const LabStatus &lab);
    //! Other stations are asked to stop with \a token; empty: without one.
    void setToken(const QByteArray &token) { m_token = token; }

    //! Stops this station at once, and asks all others to stop, by their own addresses. Waits for nothing.
    void stopLab();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QTableView *createTable(const QString &name, const QString &accessibleName,
                            QAbstractItemModel *model);
    void createStop();
    void pressed();
    void disarm();
    void note(const LabStopOutcome &outcome);
    void showOutcomes();

    Session m_session;
    QByteArray m_token;
    LabStatus m_lab;
    PlainLabel *m_state;
    LabStationsModel *m_stations;
    LabResourcesModel *m_resources;
    QBoxLayout *m_tables;
    QPushButton *m_stop;
    TextBox *m_report;
    QTimer m_armed;                           //!< runs while the next press stops the lab
    std::unique_ptr<LabStop> m_stopping;      //!< null before the first stop
    QMap<QString, LabStopOutcome> m_outcomes; //!< of the last stop, by station
    qsizetype m_asked = 0;                    //!< stations that were asked
};

} // namespace Holdfast
