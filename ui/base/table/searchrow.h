// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLineEdit;

namespace Holdfast {

class RowFilter;

//! \brief A row above a table: the words that are searched, and the client whose rows are shown. Ctrl+F in the panel leads here,
//! Escape empties the search.
class SearchRow : public QWidget
{
    Q_OBJECT
public:
    //! \a id begins the object names of its parts: "log". \a panel, in which Ctrl+F counts, is its parent.
    SearchRow(const QString &id, RowFilter *filter, QWidget *panel);

    //! Returns the layout, for further parts.
    QBoxLayout *row() const;
    //! Shows the rows of all clients, with any words.
    void showAll();

Q_SIGNALS:
    //! Emitted when other words, or another client, are wanted.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addClients(int first, int last);
    void addClient(const QString &client);

    RowFilter *m_filter;
    QLineEdit *m_words;
    QComboBox *m_client;
};

} // namespace Holdfast
