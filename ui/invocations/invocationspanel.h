// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"
#include "ui/base/scripttext.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QTableView;

namespace Holdfast {

class InvocationsModel;
class RowFilter;
class ScriptMenu;
class SearchRow;
class TextBox;
class TextExport;

//! \brief Shows the invocations that run and have run, of all clients or of one; searches, copies and saves them; cancels those
//! that have not ended yet.
class InvocationsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit InvocationsPanel(const OperatorAccess &access, QWidget *parent = nullptr);

    //! Asks the selected one to end, if it has not yet.
    void cancelSelected();
    //! Selects the one of that id, if it is still here.
    void select(const QUuid &id);
    //! Sets the address at which scripts reach Holdfast; empty when there is none.
    void setServerAddress(const QUrl &server);
    //! Shows all about the selected one.
    void showDetails();

private:
    void createTable();
    QWidget *createButtons();
    TextExport *createExport();
    void showInvocation(const InvocationRecord &invocation);
    void remove(const QUuid &id);
    void updatePositions();
    void say(const QString &outcome);
    void chooseOther();
    QString whyEmpty() const;
    const InvocationRecord *selected() const;
    ScriptCall selectedCall() const;
    void showMenu(const QPoint &where);
    void showWhatCanBeDone();
    //! Returns why the selected one cannot be cancelled; empty when it can.
    QString whyNotToCancel() const;

    Session m_session;
    InvocationsModel *m_model;
    RowFilter *m_filter;
    SearchRow *m_search;
    QTableView *m_table;
    TextBox *m_remark;
    QPushButton *m_cancel;
    QPushButton *m_details;
    QPushButton *m_script;
    ScriptMenu *m_scriptMenu;
    TextExport *m_export;
    QString m_outcome; //!< of copying, saving and cancelling; until another one is selected
    QTimer m_ticking;  //!< runs only while something is unfinished
};

} // namespace Holdfast
