// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace Holdfast {

//! \brief Lets the rows of a table through that have all words of a search, and that belong to one client.
//!
//! The rows of the source model say in the roles TextRole and ClientRole of their first column what is searched.
class RowFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    enum Role {
        TextRole = Qt::UserRole + 100, //!< all words of a row
        ClientRole,                    //!< the name of its client; empty: none
    };

    using QSortFilterProxyModel::QSortFilterProxyModel;

    //! Sets the words, with spaces between them. Upper and lower case are the same.
    void setWords(const QString &words);
    //! Sets the name of the client; empty: all rows.
    void setClient(const QString &client);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    QString m_client;
};

} // namespace Holdfast
