// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief What the configuration can say about a MicroManager.
struct MicroManagerOptions
{
    Q_GADGET
    Q_PROPERTY(QStringList adapters MEMBER adapters)
    Q_PROPERTY(QString config MEMBER config)
    Q_PROPERTY(QString program MEMBER program)
    Q_PROPERTY(QString namePrefix MEMBER namePrefix)
    Q_PROPERTY(double micrometresPerStep MEMBER micrometresPerStep)
    Q_PROPERTY(double startTimeout MEMBER startTimeout)
    Q_PROPERTY(double answerTimeout MEMBER answerTimeout)
public:
    static constexpr double shortestTimeout = 0.1;
    static constexpr double longestTimeout = 600;
    static constexpr double longestStep = 1000;

    //! The folders with device adapters; empty: those of Micro-Manager and pymmcore-plus, if there are any.
    QStringList adapters;
    QString
        config; //!< a configuration file of Micro-Manager; a relative path is one in these folders
    QString program;    //!< holdfast-mmcore; empty: beside Holdfast's program, or in PATH
    QString namePrefix; //!< in front of the names of all Things of the devices
    //! How long a step of the stages is; 0: positions are in micrometres, and not in steps.
    double micrometresPerStep = 0;
    double startTimeout = 30; //!< how long loading the devices may take, in seconds
    double answerTimeout =
        10; //!< after which time without an answer the bridge is ended, in seconds

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
