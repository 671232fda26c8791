// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

class QToolButton;

namespace Holdfast {

class LengthScale;
class UserSettings;

//! \brief A row of buttons with the operator's sizes of steps, from fine to coarse; the one in use is checked. The menu of a
//! button keeps the steps in use there.
class StepPresets : public QWidget
{
    Q_OBJECT
public:
    //! \a settings and \a lengths outlive it.
    StepPresets(UserSettings *settings, const LengthScale *lengths, QWidget *parent = nullptr);

    //! Returns what the preset is called: "Fine".
    static QString name(int preset);

private:
    void add(int preset);
    void refresh();

    UserSettings *m_settings;
    const LengthScale *m_lengths;
    QList<QToolButton *> m_buttons;
};

} // namespace Holdfast
