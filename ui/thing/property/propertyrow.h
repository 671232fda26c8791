// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QWidget>

class QBoxLayout;
class QGridLayout;
class QPushButton;
class QUrl;

namespace Holdfast {

class BlobView;
class ChangeMark;
class PlainLabel;
class PropertyLink;
class PropertyMenu;
class Sparkline;
class ValueEditor;

//! \brief One property of a Thing: its description, its recent values, another client that changed
//! it; and where it can be set, an editor. The entered text stays until it is set or taken back,
//! also when new values come meanwhile.
class PropertyRow : public QWidget
{
    Q_OBJECT
public:
    //! \a link outlives it.
    PropertyRow(const Session &session, PropertyLink *link, QWidget *parent = nullptr);

    PropertyLink *link() const { return m_link; }
    //! Asks the rule again: the lock serves others than before.
    void refreshPermission();
    void setServer(const QUrl &server);
    //! Interrupts the plot: the next value does not continue the last one, because the panel has
    //! not listened meanwhile.
    void interruptPlot();

private:
    //! The state of the text in the editor.
    enum class Entry {
        Shown,  //!< the value as it is
        Edited, //!< text that the operator has entered
        Sent,   //!< the same, being set
        Taken,  //!< the same, set, and not yet read back
    };

    void createHead(QGridLayout *layout);
    void createValue(QGridLayout *layout);
    void createEditor(QBoxLayout *layout);
    void createPlot(QGridLayout *layout);
    void createState(QGridLayout *layout);
    void showValue();
    void showState();
    QString stateText() const;
    void setEntry(Entry entry);
    void commit();
    void end(bool done);
    void follow();

    Session m_session;
    PropertyLink *m_link;
    QString m_id; //!< "camera.exposure_time"
    PropertyMenu *m_menu = nullptr;
    ChangeMark *m_mark;
    PlainLabel *m_state;
    QPushButton *m_cancel;
    ValueEditor *m_editor = nullptr; //!< null for a read-only one
    QPushButton *m_set = nullptr;    //!< null where a click in the editor says it all
    PlainLabel *m_shown = nullptr;   //!< of a read-only one
    BlobView *m_blob = nullptr;
    Sparkline *m_plot = nullptr; //!< of an observable number
    Entry m_entry = Entry::Shown;
    QString m_note; //!< the outcome of the operator's last click: "Copied."
};

} // namespace Holdfast
