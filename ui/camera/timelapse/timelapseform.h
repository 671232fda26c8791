// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace Holdfast {

class StationMonitor;
class TextBox;
class TimeLapse;
class UserSettings;
class WholeNumberBox;

//! \brief Starts and stops a time-lapse, and shows its progress.
class TimeLapseForm : public QWidget
{
    Q_OBJECT
public:
    //! \a timeLapse and \a settings outlive it.
    TimeLapseForm(TimeLapse *timeLapse, const StationMonitor *monitor, UserSettings *settings,
                  QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    WholeNumberBox *createBox(const QString &objectName, const QString &name,
                              const QString &toolTip, int least, int most, int value);
    void press();
    void refresh();
    QString entryProblem() const;

    TimeLapse *m_timeLapse;
    UserSettings *m_settings;
    WholeNumberBox *m_interval;
    WholeNumberBox *m_count;
    QPushButton *m_button;
    TextBox *m_text;
    QTimer m_second; //!< the time until the next picture runs
};

} // namespace Holdfast
