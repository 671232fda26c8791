// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/number/numbertext.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QValidator>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

namespace Holdfast {

//! \brief The common part of all number boxes of the window, on top of QSpinBox or QDoubleSpinBox.
//!
//! Typed text stays as it was typed: no key is dropped, nothing is cut to the limits, no separator
//! is taken away. A text that is no number, or is out of range, is a problem(), which the owner
//! shows beside the box, and the value stays as before. A value counts once it is confirmed by
//! Return, by an arrow or by leaving the box. The wheel changes only a box that has the focus.
template<typename Base>
class NumberInput : public Base
{
public:
    using Number = decltype(std::declval<const Base &>().value());

    explicit NumberInput(QWidget *parent)
        : Base(parent)
    {
        this->setKeyboardTracking(false); // "250" is not 2, 25 and 250 on its way
        this->setFocusPolicy(Qt::StrongFocus);
    }

    //! Returns the line edit of the box; its textEdited() tells that problem() may have changed.
    QLineEdit *edit() const { return this->lineEdit(); }

    //! Returns a sentence that says why the text in the box is no valid value; empty when it is
    //! one.
    QString problem() const { return problemOf(bare(edit()->text())); }
    //! Returns whether the box is empty: nothing was entered, and no value was shown.
    bool isBlank() const { return bare(edit()->text()).trimmed().isEmpty(); }
    //! Returns the number in the box, also before Return; the value as it was while there is a
    //! problem().
    Number entered() const { return this->valueFromText(edit()->text()); }

    //! Shows \a number as it is, even if it is none that could be entered. Emits nothing.
    void showNumber(double number)
    {
        const QSignalBlocker quiet(this);
        if (number >= double(this->minimum()) && number <= double(this->maximum())
            && (!isWhole() || number == std::round(number))) {
            this->setValue(static_cast<Number>(number));
            return;
        }
        edit()->setText(this->prefix() + withUnit(textOf(number)));
    }

    QString textFromValue(Number value) const override { return NumberText::show(toShown(value)); }

    Number valueFromText(const QString &text) const override
    {
        const QString number = bare(text);
        if (isSpecial(text))
            return this->minimum();
        // The shown number may be rounded; the value is not, until another one is entered.
        if (number == this->textFromValue(this->value()) || !problemOf(number).isEmpty())
            return this->value();
        const double value = *readNumber(number).value;
        if constexpr (std::is_integral_v<Number>)
            return static_cast<Number>(std::llround(value));
        else
            return value;
    }

    //! Never says "invalid": Qt would drop the key, and the number would be another one.
    QValidator::State validate(QString &text, int &position) const override
    {
        if (isSpecial(text))
            return QValidator::Acceptable;
        const QString number = bare(text);
        if (const QString whole = this->prefix() + number + this->suffix();
            whole.simplified() != text.simplified()) {
            text = whole; // letters of the unit were deleted
            position = std::min(position, int(text.size()));
        }
        return problemOf(number).isEmpty() ? QValidator::Acceptable : QValidator::Intermediate;
    }

    //! Corrects nothing: Qt's own takes group separators away.
    void fixup(QString &) const override { }

    void stepBy(int steps) override
    {
        if (isBlank()) {
            this->setValue(std::clamp(Number {}, this->minimum(), this->maximum()));
            Q_EMIT edit()->textEdited(edit()->text()); // also when the value was this one all along
        } else if (problem().isEmpty()) {
            Base::stepBy(steps);
        }
    }

protected:
    //! Returns whether a fraction is a problem.
    virtual bool isWhole() const { return std::is_integral_v<Number>; }
    //! Returns the text for a number that may be none of this box.
    virtual QString textOf(double number) const
    {
        if constexpr (std::is_integral_v<Number>)
            return NumberText::show(number);
        else
            return this->textFromValue(number);
    }
    virtual QString notWhole(const QString &entered) const { return NumberText::notWhole(entered); }
    virtual NumberText::Reading readNumber(const QString &text) const
    {
        return NumberText::read(text);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (!isReturn || problem().isEmpty()) {
            Base::keyPressEvent(event);
            return;
        }
        event->ignore(); // as Qt does
        Q_EMIT edit()->returnPressed();
    }
    void wheelEvent(QWheelEvent *event) override
    {
        if (this->hasFocus())
            Base::wheelEvent(event);
        else
            event->ignore(); // so that the surrounding area scrolls
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        if (problem().isEmpty()) {
            Base::focusOutEvent(event);
            return;
        }
        // Qt would replace the typed text with the last value. The rest is as Qt does it.
        edit()->event(event);
        QWidget::focusOutEvent(event);
        this->update();
        Q_EMIT this->editingFinished();
    }
    // Does the same for the other events with which Qt would replace the text.
    void hideEvent(QHideEvent *event) override
    {
        if (problem().isEmpty())
            Base::hideEvent(event);
        else
            QWidget::hideEvent(event);
    }
    void showEvent(QShowEvent *event) override
    {
        if (problem().isEmpty())
            Base::showEvent(event);
        else
            QWidget::showEvent(event);
    }
    void changeEvent(QEvent *event) override
    {
        if (event->type() != QEvent::ActivationChange || problem().isEmpty())
            Base::changeEvent(event);
        else
            QWidget::changeEvent(event);
    }

private:
    static auto toShown(Number value)
    {
        if constexpr (std::is_integral_v<Number>)
            return static_cast<qint64>(value);
        else
            return value;
    }
    QString bare(const QString &text) const
    {
        return NumberText::withoutAffixes(text, this->prefix(), this->suffix());
    }
    bool isSpecial(const QString &text) const
    {
        return !this->specialValueText().isEmpty() && text == this->specialValueText();
    }
    QString withUnit(const QString &number) const { return number + this->suffix(); }

    QString problemOf(const QString &number) const
    {
        if (isSpecial(number) || number == this->textFromValue(this->value()))
            return {};
        const NumberText::Reading reading = readNumber(number);
        if (!reading.value)
            return reading.problem;
        const QString entered = withUnit(number.trimmed());
        if (isWhole() && *reading.value != std::round(*reading.value))
            return notWhole(entered);
        if (*reading.value < double(this->minimum()))
            return NumberText::tooSmall(entered, withUnit(this->textFromValue(this->minimum())));
        if (*reading.value > double(this->maximum()))
            return NumberText::tooLarge(entered, withUnit(this->textFromValue(this->maximum())));
        return {};
    }
};

} // namespace Holdfast
