// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QFormLayout;
class QLineEdit;

namespace Holdfast {

class PlainLabel;
class UserSettings;

//! \brief The settings of the window that an operator may change. Each change counts at once, and
//! is kept.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SettingsDialog(UserSettings *settings, QWidget *parent = nullptr);

private:
    void addLook(QFormLayout *form);
    void addPictures(QFormLayout *form);
    void addAxes(QFormLayout *form);
    void chooseFolder();
    void showNote();

    UserSettings *m_settings;
    QLineEdit *m_folder;
    PlainLabel *m_note;
};

} // namespace Holdfast
