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
    QString name; //!< stays the same for ever: programs compare by it
    double value;
    QString unit;
    std::optional<double> baseline {}; //!< the same of another lock, measured in the same minute
    std::optional<double> goal {};     //!< at most so much
};

//! \brief What a benchmark program has measured, and its command line: one per program.
//!
//! The program prints one JSON object; run_bench.py collects those of all programs and makes the
//! table. A missed goal is a line in a table: machines are noisy. Wrong behaviour is a failure.
class Report
{
public:
    //! Makes the application, unless the program has one already.
    Report(int &argc, char **argv);

    //! Only try that everything works: the figures mean nothing.
    bool isQuick() const { return m_isQuick; }
    //! How often to do something.
    int times(int usual, int quick) const { return m_isQuick ? quick : usual; }

    void add(const Measurement &measurement);

    //! Something happened that must never happen, however slow the machine.
    void wrong(const QString &what);

    //! Prints everything; the program's exit code.
    int finish() const;

private:
    std::unique_ptr<QCoreApplication> m_application;
    bool m_isQuick = false;
    bool m_isWrong = false;
    QJsonArray m_measurements;
};

} // namespace Holdfast
