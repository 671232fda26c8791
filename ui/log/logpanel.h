// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QComboBox;
class QTableView;

namespace Holdfast {

class LogFilter;
class LogModel;

//! \brief Shows the log, from a level on that the operator chooses. Stays at the newest line
//! unless the operator has scrolled away from it.
class LogPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a model outlives the panel.
    explicit LogPanel(LogModel *model, QWidget *parent = nullptr);

private:
    QWidget *createHeader();
    void createTable();
    void followNewestLine();

    LogModel *m_model;
    LogFilter *m_filter;
    QComboBox *m_level;
    QTableView *m_table;
};

} // namespace Holdfast
