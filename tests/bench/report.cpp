// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/report.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace Holdfast {

namespace {

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonObject build()
{
#ifdef NDEBUG
    const bool isOptimised = true;
#else
    const bool isOptimised = false;
#endif
#ifdef __clang__
    const auto compiler = QLatin1String("Clang " __clang_version__);
#else
    const auto compiler = QLatin1String("GCC " __VERSION__);
#endif
    return {{QStringLiteral("compiler"), compiler},
            {QStringLiteral("qt"), QLatin1String(qVersion())},
            {QStringLiteral("optimised"), isOptimised}};
}

} // namespace

Report::Report(int &argc, char **argv)
    : m_application(QCoreApplication::instance() ? nullptr : new QCoreApplication(argc, argv))
{
    QCommandLineParser parser;
    const QCommandLineOption quick(
        QStringLiteral("quick"),
        QStringLiteral("Only try that everything works: the figures mean nothing."));
    parser.addOption(quick);
    parser.addHelpOption();
    parser.process(*QCoreApplication::instance());
    m_isQuick = parser.isSet(quick);
}

void Report::add(const Measurement &measurement)
{
    const auto &[name, value, unit, baseline, goal] = measurement;
    const bool hasRatio = baseline && *baseline > 0;
    m_measurements.append(QJsonObject {
        {QStringLiteral("name"), name},
        {QStringLiteral("value"), value},
        {QStringLiteral("unit"), unit},
        {QStringLiteral("baseline"), orNull(baseline)},
        {QStringLiteral("ratio"), hasRatio ? QJsonValue(value / *baseline) : QJsonValue()},
        {QStringLiteral("goal"), orNull(goal)},
        {QStringLiteral("met"), goal ? QJsonValue(value <= *goal) : QJsonValue()}});
}

void Report::wrong(const QString &what)
{
    m_isWrong = true;
    std::fprintf(stderr, "WRONG: %s\n", qPrintable(what));
}

int Report::finish() const
{
    const QJsonObject all {{QStringLiteral("build"), build()},
                           {QStringLiteral("measurements"), m_measurements}};
    std::fputs(QJsonDocument(all).toJson().constData(), stdout);
    return m_isWrong ? 1 : 0;
}

} // namespace Holdfast
