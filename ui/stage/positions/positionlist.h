// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/positions/stageframe.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace Holdfast {

//! \brief A place on the instrument that has a name.
struct NamedPosition
{
    QString name {};
    StagePlace place {};
};

//! \brief Named positions as they are kept in a file.
struct PositionList
{
    static constexpr int longestName = 64;
    static constexpr int most = 10'000;

    QString unit {}; //!< that the stage counts in; empty: motor steps
    QList<NamedPosition> positions {};

    //! Returns the text of a file. All positions are counted in \a frame.
    QByteArray toText(const StageFrame &frame) const;
    //! Reads what toText() has written. Returns a sentence that says what is wrong when it is none.
    static std::variant<PositionList, QString> fromText(const QByteArray &text);
};

} // namespace Holdfast
