// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QComboBox;
class QTableView;

namespace Holdfast {

class LogFilter;
class LogModel;
class SearchRow;
class TextBox;
class TextExport;

//! \brief Shows the log: the lines of a level and above, with words and of a client that the operator chooses. Copies and saves
//! them. Stays at the newest line unless the operator has scrolled away from it.
class LogPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a model outlives the panel.
    explicit LogPanel(LogModel *model, QWidget *parent = nullptr);

private:
    QWidget *createHeader();
    void createTable();
    QWidget *createFooter();
    TextExport *createExport();
    void followNewestLine();
    QString whyEmpty() const;

    LogModel *m_model;
    LogFilter *m_filter;
    QComboBox *m_level;
    QTableView *m_table;
    TextBox *m_outcome; //!< of copying and saving
};

} // namespace Holdfast
