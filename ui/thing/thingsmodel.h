// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QAbstractListModel>
#include <QHash>

namespace Holdfast {

//! \brief The Things of the station, in the order of the configuration, with the operations that
//! run in each, and their faults.
class ThingsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit ThingsModel(const Session &session, QObject *parent = nullptr);

    //! Updates the operation that one of them runs, or has run.
    void update(const InvocationRecord &invocation);
    void remove(const QUuid &id);
    //! Sets that \a thing has a fault now, another one, or none.
    void setFault(const QString &thing, const std::optional<Fault> &fault);

    //! Returns the name of the Thing; empty outside.
    QString thing(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Entry
    {
        QString name;
        QString title;
        QString description;
        QHash<QUuid, InvocationRecord> running {};
        std::optional<Fault> fault {};
    };

    QString text(const Entry &entry) const;
    QString toolTip(const Entry &entry) const;
    void tell(int row);

    QList<Entry> m_entries;
};

} // namespace Holdfast
