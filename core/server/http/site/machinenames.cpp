// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/site/machinenames.h"

#include <QFile>
#include <QHostInfo>
#include <QSysInfo>

namespace Holdfast {

namespace {

// Returns its full names in the computer's own list of hosts: "127.0.1.1 scope3.lab.example
// scope3".
QStringList listedNames(const QString &label)
{
    QStringList names;
    QFile file(QStringLiteral("/etc/hosts"));
    if (!file.open(QIODevice::ReadOnly))
        return names;
    constexpr qint64 most = 64 * 1024;
    for (const QByteArray &line : file.read(most).split('\n')) {
        const QByteArrayList words = line.split('#').first().simplified().split(' ');
        for (const QByteArray &word : words.mid(1)) {
            const QString name = QString::fromLatin1(word).toLower();
            if (name.section(u'.', 0, 0) == label)
                names << name;
        }
    }
    return names;
}

} // namespace

QStringList namesOfThisMachine()
{
    const QString name = QSysInfo::machineHostName().toLower();
    const QString label = name.section(u'.', 0, 0);
    if (label.isEmpty())
        return {};
    QStringList names {label, name, label + QStringLiteral(".local")};
    const QString domain = QHostInfo::localDomainName().toLower();
    if (!domain.isEmpty())
        names << label + u'.' + domain;
    names << listedNames(label);
    names.removeDuplicates();
    return names;
}

} // namespace Holdfast
