// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <functional>

class QProcess;

namespace Holdfast {

//! \brief Checks a configuration, as `--check` does: in a process of its own, because the plug-ins that a configuration names
//! are loaded only while a process has no other threads. Does not block.
class ConfigurationCheck : public QObject
{
    Q_OBJECT
public:
    //! \a problem is empty when the configuration would start.
    using Then = std::function<void(const QString &problem)>;

    //! \a program is a Holdfast.
    explicit ConfigurationCheck(QString program, QObject *parent = nullptr);
    ~ConfigurationCheck() override;

    //! Checks \a file, with further \a options of the command line, and calls \a then in the thread of this object. An earlier
    //! check is given up.
    void check(const QString &file, const QStringList &options, const Then &then);
    //! Gives the check up, if one is under way.
    void giveUp();

private:
    const QString m_program;
    QPointer<QProcess> m_process;
};

} // namespace Holdfast
