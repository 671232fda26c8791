// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metrics.h"

#include <QByteArray>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <limits>

namespace Holdfast {

//! \brief A strict reader of Prometheus' text format.
class Scrape
{
public:
    explicit Scrape(const QByteArray &text)
    {
        for (const QByteArray &line : text.split('\n')) {
            if (!line.isEmpty())
                read(QString::fromUtf8(line));
        }
        if (!text.endsWith('\n'))
            m_wrong << QStringLiteral("the last line has no end");
    }
    explicit Scrape(Metrics &metrics)
        : Scrape(metrics.text())
    {
    }

    //! Returns the value of name{label="value",...}, as it is written there; NaN when it is absent.
    double value(const QString &series) const
    {
        return m_values.value(series, std::numeric_limits<double>::quiet_NaN());
    }
    bool has(const QString &series) const { return m_values.contains(series); }
    QStringList series() const { return m_values.keys(); }
    //! Returns what violates the format.
    QStringList wrong() const { return m_wrong; }

private:
    void read(const QString &line)
    {
        static const QRegularExpression comment(
            QStringLiteral(R"(^# (HELP|TYPE) ([a-z_]+) (.+)$)"));
        static const QRegularExpression sample(QStringLiteral(
            R"re(^([a-z_]+)(\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})? (\S+)$)re"));
        if (const auto match = comment.match(line); match.hasMatch()) {
            const QString what = match.captured(1) + u' ' + match.captured(2);
            if (m_comments.contains(what))
                m_wrong << QStringLiteral("twice: ") + what;
            m_comments << what;
            return;
        }
        const auto match = sample.match(line);
        bool isNumber = false;
        const double value = match.captured(3).toDouble(&isNumber);
        if (!isNumber || m_values.contains(match.captured(1) + match.captured(2)))
            m_wrong << line;
        m_values.insert(match.captured(1) + match.captured(2), value);
    }

    QHash<QString, double> m_values;
    QStringList m_comments;
    QStringList m_wrong;
};

} // namespace Holdfast
