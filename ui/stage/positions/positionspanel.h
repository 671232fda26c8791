// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/positions/positionsmodel.h"
#include "ui/stage/stageaccess.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QTableView;

namespace Holdfast {

class KeptPositions;
class TextBox;

//! \brief The named positions of a stage: marks where it is, goes to one, renames and removes them, and keeps them in files.
//!
//! It moves nothing itself, but says where the operator wants to go.
class PositionsPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a lengths, those of the stage, outlive it.
    PositionsPanel(const StageAccess &access, const LengthScale *lengths,
                   QWidget *parent = nullptr);

    const PositionsModel *model() const { return m_model; }

    //! Marks where the stage is, and says so in remark().
    void mark();
    //! Marks a place of x and y; z is where the stage is.
    void markAt(qint64 x, qint64 y);
    //! Returns what was marked, read or written last, or why not.
    QString remark() const;
    //! Shows \a remark, such as why the stage does not go somewhere.
    void say(const QString &remark);

    //! Keeps the positions in \a file from one start to the next, and adds those that are in it.
    void keepIn(const QString &file);
    //! Writes what is not kept yet, before it returns.
    void keepNow();

    //! Adds the positions in the file \a path.
    void load(const QString &path);
    //! Writes all positions into the file \a path.
    void save(const QString &path);

Q_SIGNALS:
    //! Emitted when the operator wants the stage at \a position.
    void goWanted(const Holdfast::StageSteps &position);
    //! Emitted when the operator wants back to the place before.
    void backWanted();
    //! Emitted with every remark().
    void said(const QString &remark);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPushButton *createButton(const QString &objectName, const QString &text,
                              const QString &toolTip);
    void createTable();
    QWidget *createButtons();
    void follow(const OperatorAccess &access);
    void add(const StageSteps &position);
    std::optional<int> chosen() const;
    void go();
    void rename();
    void remove();
    void chooseFile(bool isLoad);
    void take(const PositionList &list, const QString &file);
    void refresh();

    const QString m_stage;
    const QString m_unit;
    PositionsModel *m_model;
    KeptPositions *m_kept = nullptr;
    QTableView *m_table;
    TextBox *m_remark;
    QPushButton *m_mark = nullptr;
    QPushButton *m_go = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_save = nullptr;
    StageFrame m_frame;
    std::optional<StageSteps> m_position;
};

} // namespace Holdfast
