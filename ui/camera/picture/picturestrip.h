// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListView>

namespace Holdfast {

class PictureActions;

//! \brief The pictures of this run as small ones, newest first. Return and a double-click show one large.
class PictureStrip : public QListView
{
    Q_OBJECT
public:
    //! \a actions outlive it.
    explicit PictureStrip(PictureActions *actions, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void look(const QModelIndex &index);

    PictureActions *m_actions;
};

} // namespace Holdfast
