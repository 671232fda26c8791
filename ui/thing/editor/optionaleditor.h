// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

class QCheckBox;

namespace Holdfast {

//! \brief The editor for a value that may be none: a box for whether there is one, and its editor.
class OptionalEditor : public ValueEditor
{
    Q_OBJECT
public:
    //! \a schema is that of the value when there is one.
    OptionalEditor(const DataSchema &schema, const EditorName &name, QWidget *parent, int depth);

    Json value() const override;
    void setValue(const Json &value) override;
    QString problem() const override;

private:
    void refresh();

    QCheckBox *m_isSet;
    ValueEditor *m_inner;
};

} // namespace Holdfast
