// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/dataschema.h"

#include <QWidget>

namespace Holdfast {

//! \brief The name of an editor.
struct EditorName
{
    QString id;   //!< of its widgets: "camera.exposure_time"
    QString text; //!< for people: "Exposure Time"
    QString help; //!< its meaning and its limits

    //! Returns the name of a member or an item of it.
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

    //! Returns the entered value, or null while the text is no value; the caller has to validate
    //! it.
    virtual Json value() const = 0;
    //! Returns whether nothing has been entered, and nothing shown. That is a problem(), and not a
    //! value like 0.
    virtual bool isBlank() const { return false; }
    //! Shows \a value without edited(); one of another kind is shown as well as can be.
    virtual void setValue(const Json &value) = 0;
    //! Returns why the entered text is no value at all; empty when it is one.
    virtual QString problem() const { return {}; }
    //! Returns whether one click is enough to commit: a box that is checked, a word that is chosen.
    virtual bool commitsAtOnce() const { return false; }

Q_SIGNALS:
    //! Emitted when the operator has entered something.
    void edited();
    //! Emitted when the operator has confirmed the value: by Return, or by a click that is enough
    //! to commit.
    void committed();
};

//! Creates the editor for values of \a schema. \a depth: how many others it is in.
ValueEditor *createEditor(const DataSchema &schema, const EditorName &name, QWidget *parent,
                          int depth = 0);

//! Returns the allowed values of \a schema, for a tool tip: "1 to 10000 µs". Empty when there are
//! no limits to show.
QString limitsOf(const DataSchema &schema);

} // namespace Holdfast
