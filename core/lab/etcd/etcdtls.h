// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QString>

#include <variant>

namespace Holdfast {

//! \brief The files with which a client of etcd knows its servers, and shows who it is. All are PEM.
struct EtcdTls
{
    QString
        caFile {}; //!< of those who may sign the certificates of the servers; empty: the system's
    QString certificateFile {}; //!< the client's own; empty: none
    QString keyFile {};         //!< the key of the latter
};

//! Reads the files. Returns a sentence for the operator when one of them cannot be used. Blocks.
std::variant<QSslConfiguration, QString> loadEtcdTls(const EtcdTls &tls);

} // namespace Holdfast
