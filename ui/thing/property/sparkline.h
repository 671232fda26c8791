// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/property/valuehistory.h"

#include <QBasicTimer>
#include <QWidget>

namespace Holdfast {

//! \brief A small plot of a number over the last minutes. Draws only while it is seen.
class Sparkline : public QWidget
{
    Q_OBJECT
public:
    //! \a name is the number's; \a unit may be empty.
    Sparkline(const QString &objectName, const QString &name, const QString &unit,
              QWidget *parent = nullptr);

    void add(double value);
    //! Interrupts the line: the next value does not continue the last one.
    void interrupt();

    const ValueHistory &history() const { return m_history; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void describe();
    QRectF plotArea() const;

    ValueHistory m_history;
    ValueHistory::Clock::time_point m_now; //!< at the right end
    QString m_name;
    QString m_unit;
    QBasicTimer m_ticking;
};

} // namespace Holdfast
