// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QComboBox;
class QGridLayout;
class QPushButton;
class QToolButton;

namespace Holdfast {

class CameraSetting;
class PictureActions;
class Snapper;
class TextBox;

//! \brief The camera: exposure, gain, and taking a picture into a folder. Upright, for the side of the window.
class CameraBar : public QWidget
{
    Q_OBJECT
public:
    //! \a actions outlive it.
    CameraBar(const OperatorAccess &access, PictureActions *actions, QWidget *parent = nullptr);

Q_SIGNALS:
    //! Emitted when a number was entered: the keys are for the stage again.
    void entered();

private:
    void addSettings(QBoxLayout *row, const OperatorAccess &access);
    void addSetting(QBoxLayout *row, const OperatorAccess &access, const QString &property,
                    const QString &id, const QString &label, const QString &text);
    void addSnap(QBoxLayout *row);
    void addState(QBoxLayout *row);
    QPushButton *addButton(QGridLayout *grid, int place, const QString &text,
                           const QString &objectName, const QString &name, const QString &toolTip);
    void refreshPermission();
    void refresh();
    void showSettings();
    void cancel();
    QString text() const;

    Session m_session;
    PictureActions *m_actions;
    Snapper *m_snapper;
    QList<CameraSetting *> m_settings;
    QComboBox *m_format;
    QToolButton *m_folder;
    QToolButton *m_snap;
    QAction *m_key;  //!< that takes a picture
    TextBox *m_text; //!< of fixed height, so that the picture above stays as large as it is
    QPushButton *m_cancel = nullptr;
    QPushButton *m_tryAgain = nullptr;
    QPushButton *m_saveAs = nullptr;
    QPushButton *m_show = nullptr;
    QString m_problem; //!< with opening something
    LockMode m_mode = LockMode::Shared;
};

} // namespace Holdfast
