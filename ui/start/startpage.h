// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/start/startoffer.h"

#include <QUrl>
#include <QWidget>

class QListWidget;
class QListWidgetItem;
class QProgressBar;
class QPushButton;

namespace Holdfast {

class StartNotice;
class TextBox;
class UserSettings;

//! \brief The window of a start without a configuration: the operator chooses one, or the simulated microscope.
//!
//! The page chooses and shows; its owner checks the chosen configuration and starts it.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    //! \a settings, which outlive it, have the recent configurations.
    StartPage(UserSettings *settings, const StartOffer &offer, QWidget *parent = nullptr);

    //! Shows why the chosen configuration cannot be started, and lets the operator choose again.
    void showProblem(const QString &problem);
    //! Shows that the desktop has no program that opens \a url.
    void showNotOpened(const QUrl &url);
    //! Shows that another Holdfast, which has this \a page, serves already where this one would.
    void showNeighbour(const QUrl &page);

    //! Writes \a text, an example, to a new file or over the file \a path; then it is offered.
    void saveExample(const QString &path, const QByteArray &text);

Q_SIGNALS:
    //! Emitted when the operator wants to start with the configuration \a file; empty: with the simulated microscope.
    void startWanted(const QString &file);
    //! Emitted when the operator does not want to wait for what was chosen.
    void withdrawn();
    //! Emitted when the operator wants to see a page in the browser, or a file in its editor.
    void openWanted(const QUrl &url);
    //! Emitted when the operator has closed the page.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createButtons();
    QPushButton *createButton(const QString &objectName, const QString &text,
                              const QString &toolTip);
    void fill();
    void addHeading(const QString &text);
    QListWidgetItem *addFile(const QString &path, bool isRecent);
    void addExamples();
    void select(const QString &path);
    void refresh();
    void activate();
    void start(const QString &file);
    void setChecking(const QString &file);
    void chooseFile();
    void chooseExampleFile(const QByteArray &text);
    void edit();
    void remove();

    UserSettings *m_settings;
    const StartOffer m_offer;
    StartNotice *m_neighbour;
    QListWidget *m_list;
    TextBox *m_note;
    QProgressBar *m_progress;
    QPushButton *m_start = nullptr;
    QPushButton *m_other = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    bool m_isChecking = false;
};

} // namespace Holdfast
