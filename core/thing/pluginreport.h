// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief A plug-in that was found, and what came of it.
struct PluginReport
{
    enum class State {
        Loaded,    //!< its classes are in use
        NotNeeded, //!< the configuration names none of its classes, so it was not loaded
        Hidden,    //!< another plug-in, which was found earlier, has its classes
        LeftOut,   //!< it cannot be used: see reason
    };

    QString file;
    QString version {};     //!< as its author calls it; may be empty
    QString description {}; //!< the same
    QStringList classes {}; //!< the classes of Things that it brings
    State state = State::NotNeeded;
    QString reason {}; //!< of Hidden and LeftOut: one sentence or more
};

//! \brief The plug-ins of a station, as they were found at its start.
struct PluginsReport
{
    QStringList folders; //!< those that were searched, the first one first
    QList<PluginReport> plugins;
};

//! Returns the state in one word: "loaded", "not_needed", "hidden" or "left_out".
inline QString toWord(PluginReport::State state)
{
    switch (state) {
    case PluginReport::State::Loaded:
        return QStringLiteral("loaded");
    case PluginReport::State::NotNeeded:
        return QStringLiteral("not_needed");
    case PluginReport::State::Hidden:
        return QStringLiteral("hidden");
    case PluginReport::State::LeftOut:
        break;
    }
    return QStringLiteral("left_out");
}

} // namespace Holdfast
