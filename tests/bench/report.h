// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QString>

#include <memory>
#include <optional>

namespace Holdfast {

//! \brief One line of the table. Smaller is better, everywhere.
struct Measurement
{
    QString name; //!< must not change: programs compare figures by it
    double value;
    QString unit;
    std::optional<double> baseline {}; //!< the figure of another lock, measured in the same minute
    std::optional<double> goal {};     //!< the greatest value that is acceptable
};

//! \brief The command line and the figures of a benchmark program; one per program.
//!
//! The program prints one JSON object; run_bench.py collects those of all programs and makes the
//! table. A missed goal is only shown in the table, because machines are noisy. Wrong behaviour is a
//! failure.
class Report
{
public:
    //! Creates the application object, unless the program has one already.
    Report(int &argc, char **argv);

    //! Returns whether the program only tests that it works; then its figures mean nothing.
    bool isQuick() const { return m_isQuick; }
    //! Returns how often to repeat something.
    int times(int usual, int quick) const { return m_isQuick ? quick : usual; }

    void add(const Measurement &measurement);

    //! Reports wrong behaviour, which no slow machine explains.
    void wrong(const QString &what);

    //! Prints everything, and returns the program's exit code.
    int finish() const;

private:
    std::unique_ptr<QCoreApplication> m_application;
    bool m_isQuick = false;
    bool m_isWrong = false;
    QJsonArray m_measurements;
};

} // namespace Holdfast
