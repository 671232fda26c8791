// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/lifecycle.h"

#include <QFile>

namespace Mirror {

Lifecycle::Lifecycle(const LifecycleOptions &options)
    : m_record(options.record)
{
}

void Lifecycle::open()
{
    m_open = true;
    note(QStringLiteral("open"));
}

void Lifecycle::close()
{
    m_open = false;
    note(QStringLiteral("close"));
}

void Lifecycle::note(const QString &what) const
{
    QFile file(m_record);
    const QByteArray line = (what + u' ' + name() + u'\n').toUtf8();
    if (!file.open(QIODevice::Append) || file.write(line) != line.size())
        throw Holdfast::ThingError(file.errorString());
}

} // namespace Mirror
