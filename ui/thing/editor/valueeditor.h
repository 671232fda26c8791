// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/dataschema.h"

#include <QWidget>

namespace Holdfast {

//! \brief What an editor is called.
struct EditorName
{
    QString id;   //!< of its widgets: "camera.exposure_time"
    QString text; //!< for people: "Exposure Time"
    QString help; //!< what it is and what it may be

    //! Of a member or an item of it.
    EditorName child(const QString &member, const QString &title, const QString &itsHelp) const
    {
        return {id + u'.' + member, text + QStringLiteral(", ") + title, itsHelp};
    }
};

//! \brief Where the operator enters a value of some kind. Made by createEditor().
class ValueEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    //! What is entered, or null while that is no value; to be validated by whoever takes it.
    virtual Json value() const = 0;
    //! Whether nothing has been entered, and nothing shown. That is a problem(), and not a value like 0.
    virtual bool isBlank() const { return false; }
    //! Shows \a value without edited(); one of another kind is shown as well as can be.
    virtual void setValue(const Json &value) = 0;
    //! Why what is entered is no value at all; empty when it is one.
    virtual QString problem() const { return {}; }
    //! Whether it is done with one click: a box that is checked, a word that is chosen.
    virtual bool commitsAtOnce() const { return false; }

Q_SIGNALS:
    //! The operator has entered something.
    void edited();
    //! The operator has said that this is it: by Return, or by a click that says all.
    void committed();
};

//! The editor for values of \a schema. \a depth: how many others it is in.
ValueEditor *createEditor(const DataSchema &schema, const EditorName &name, QWidget *parent,
                          int depth = 0);

//! What a value of \a schema may be, for a tool tip: "1 to 10000 µs". Empty when there is nothing
//! to say.
QString limitsOf(const DataSchema &schema);

} // namespace Holdfast
