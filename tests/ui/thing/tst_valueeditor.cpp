// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "tests/ui/nowarnings.h"
#include "ui/thing/editor/jsoneditor.h"
#include "ui/thing/editor/listeditor.h"
#include "ui/thing/editor/numbereditors.h"
#include "ui/thing/editor/optionaleditor.h"
#include "ui/thing/editor/structeditor.h"
#include "ui/thing/editor/wordeditors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <limits>
#include <memory>

Q_DECLARE_METATYPE(Holdfast::DataSchema)

namespace tst_valueeditor {

using namespace Holdfast;

using EditorPtr = std::unique_ptr<ValueEditor>;

namespace {

const EditorName name {QStringLiteral("rich.x"), QStringLiteral("X"),
                       QStringLiteral("An <b>x</b>")};

template<typename T>
DataSchema schemaOf()
{
    return *DataSchema::of(QMetaType::fromType<T>());
}

DataSchema wholeNumber()
{
    DataSchema schema;
    schema.type = DataSchema::Type::Integer;
    return schema;
}

DataSchema choiceOf(std::vector<Json> values)
{
    DataSchema schema;
    schema.literals = std::move(values);
    return schema;
}

template<typename T>
EditorPtr editorFor()
{
    return EditorPtr(createEditor(schemaOf<T>(), name, nullptr));
}

template<typename T>
T *find(const EditorPtr &editor, const char *id = "rich.x")
{
    return editor->findChild<T *>(QLatin1StringView(id));
}

} // namespace

class TestValueEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { failOnAnyWarning(); }

    void everyKindOfValueHasItsEditor()
    {
        QVERIFY(qobject_cast<BoolEditor *>(editorFor<bool>().get()));
        QVERIFY(qobject_cast<IntegerEditor *>(editorFor<int>().get()));
        QVERIFY(qobject_cast<IntegerEditor *>(editorFor<quint8>().get()));
        QVERIFY(qobject_cast<JsonEditor *>(editorFor<qint64>().get())); // too long for a spin box
        QVERIFY(qobject_cast<NumberEditor *>(editorFor<double>().get()));
        const EditorPtr unlimited(createEditor(wholeNumber(), name, nullptr));
        QVERIFY(qobject_cast<NumberEditor *>(unlimited.get())); // of no C++ type
        QVERIFY(qobject_cast<ChoiceEditor *>(editorFor<Fake::Rich::Mode>().get()));
        QVERIFY(qobject_cast<TextEditor *>(editorFor<QString>().get()));
        QVERIFY(qobject_cast<OptionalEditor *>(editorFor<std::optional<double>>().get()));
        QVERIFY(qobject_cast<ListEditor *>(editorFor<QList<int>>().get()));
        QVERIFY(qobject_cast<StructEditor *>(editorFor<Example::Capture>().get()));
        QVERIFY(qobject_cast<JsonEditor *>(editorFor<Json>().get()));
    }

    void whatIsShownIsWhatIsEntered_data()
    {
        QTest::addColumn<DataSchema>("schema");
        QTest::addColumn<QString>("json");
        QTest::newRow("yes") << schemaOf<bool>() << QStringLiteral("true");
        QTest::newRow("an integer") << schemaOf<int>() << QStringLiteral("-2147483648");
        QTest::newRow("a long one") << schemaOf<qint64>() << QStringLiteral("9007199254740993");
        QTest::newRow("a whole number of no C++ type")
            << wholeNumber() << QStringLiteral("-4294967296");
        QTest::newRow("one of several numbers") << choiceOf({1, 2, 4}) << QStringLiteral("4");
        QTest::newRow("one of several values")
            << choiceOf({1, "auto", true}) << QStringLiteral("\"auto\"");
        QTest::newRow("a number") << schemaOf<double>() << QStringLiteral("0.1");
        QTest::newRow("a tiny one") << schemaOf<double>() << QStringLiteral("1.25e-200");
        QTest::newRow("a huge one") << schemaOf<double>() << QStringLiteral("-1e+300");
        QTest::newRow("a word") << schemaOf<Fake::Rich::Mode>() << QStringLiteral("\"dark\"");
        QTest::newRow("a text") << schemaOf<QString>() << QStringLiteral("\"<b>&x\"");
        QTest::newRow("none") << schemaOf<std::optional<double>>() << QStringLiteral("null");
        QTest::newRow("one") << schemaOf<std::optional<double>>() << QStringLiteral("2.5");
        QTest::newRow("a list") << schemaOf<QList<int>>() << QStringLiteral("[3,2,1]");
        QTest::newRow("an empty list") << schemaOf<QStringList>() << QStringLiteral("[]");
        QTest::newRow("a list of structs")
            << schemaOf<QList<Example::Point>>()
            << QStringLiteral(R"([{"x":1.0,"y":2.0},{"x":0.0,"y":0.0,"label":"b"}])");
        QTest::newRow("anything") << schemaOf<Json>()
                                  << QStringLiteral(R"({"a":[1,null,{"b":"c"}]})");
    }

    void whatIsShownIsWhatIsEntered()
    {
        QFETCH(DataSchema, schema);
        QFETCH(QString, json);
        const EditorPtr editor(createEditor(schema, name, nullptr));
        const QSignalSpy edited(editor.get(), &ValueEditor::edited);
        editor->setValue(Json::parse(json.toStdString()));
        QCOMPARE(QString::fromUtf8(toBytes(editor->value())), json);
        QCOMPARE(editor->problem(), QString());
        QCOMPARE(edited.size(), 0);
    }

    void aStructBeginsWithItsDefaults()
    {
        const EditorPtr editor = editorFor<Example::Capture>();
        QCOMPARE(find<QSpinBox>(editor, "rich.x.exposure_time")->value(), 10);
        QCOMPARE(find<QComboBox>(editor, "rich.x.resolution")->currentText(),
                 QStringLiteral("preview"));
        QCOMPARE(find<NumberBox>(editor, "rich.x.focus_point.y")->value(), 3.0);
        QCOMPARE(find<NumberBox>(editor, "rich.x.gain")->value(), 1.5);
        QCOMPARE(editor->problem(), QString());
    }

    void onlyWhatWasEnteredIsSent()
    {
        const EditorPtr editor = editorFor<Example::Capture>();
        QCOMPARE(editor->value(), Json::object());
        find<QSpinBox>(editor, "rich.x.exposure_time")->setValue(25);
        QCOMPARE(editor->value(), Json({{"exposure_time", 25}}));
        // Of a struct all members: one that is left out there would have the default of its type.
        find<NumberBox>(editor, "rich.x.focus_point.y")->setValue(7);
        QCOMPARE(editor->value()["focus_point"], Json({{"x", 2.0}, {"y", 7.0}}));
        find<QCheckBox>(editor, "rich.x.gainIsSet")->click();
        QCOMPARE(editor->value()["gain"], Json(nullptr));
    }

    void whatIsRequiredAndWasNotEnteredIsSaid()
    {
        DataSchema schema = schemaOf<Example::Point>();
        for (SchemaMember &member : schema.members) {
            member.required = member.name == u"x";
            member.schema.defaultValue.reset();
        }
        const EditorPtr editor(createEditor(schema, name, nullptr));
        QCOMPARE(editor->problem(), QStringLiteral("X *: Nothing is entered."));
        auto *box = find<NumberBox>(editor, "rich.x.x");
        QVERIFY(box->isBlank());
        QTest::keyClicks(box, QStringLiteral("0"));
        QCOMPARE(editor->problem(), QString());
        QCOMPARE(editor->value(), Json({{"x", 0.0}}));
        // An optional member is not left out for being unreadable.
        QTest::keyClicks(find<NumberBox>(editor, "rich.x.y"), QStringLiteral("1.000,5"));
        QVERIFY2(editor->problem().startsWith(QStringLiteral("Y: ")),
                 qPrintable(editor->problem()));
    }

    void nothingEnteredIsNoValue()
    {
        for (const EditorPtr &editor :
             {editorFor<int>(), editorFor<double>(), editorFor<bool>(), editorFor<QString>()}) {
            QVERIFY(editor->isBlank());
            QVERIFY(!editor->problem().isEmpty());
            QCOMPARE(editor->value(), Json(nullptr));
        }
    }

    void anIntegerKeepsToItsRangeAndShowsItsUnit()
    {
        DataSchema schema = schemaOf<int>();
        schema.minimum = -5;
        schema.exclusiveMaximum = 10;
        schema.unit = Unit::Step;
        const EditorPtr editor(createEditor(schema, name, nullptr));
        const auto *box = find<QSpinBox>(editor);
        QCOMPARE(box->minimum(), -5);
        QVERIFY(box->suffix().contains(QStringLiteral("steps")));
        QCOMPARE(limitsOf(schema), QStringLiteral("-5 to 10, below 10 steps"));
    }

    void aNumberBoxTakesWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("number");
        QTest::newRow("plain") << QStringLiteral("0.125") << 0.125;
        QTest::newRow("with an exponent") << QStringLiteral("-2e-9") << -2e-9;
        QTest::newRow("without a fraction") << QStringLiteral("1000000") << 1e6;
    }

    void aNumberBoxTakesWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(double, number);
        const EditorPtr editor = editorFor<double>();
        const QSignalSpy edited(editor.get(), &ValueEditor::edited);
        const QSignalSpy committed(editor.get(), &ValueEditor::committed);
        auto *box = find<NumberBox>(editor); // which has the focus, and not its line
        box->selectAll();
        QTest::keyClicks(box, text);
        QVERIFY(!edited.isEmpty());
        QCOMPARE(committed.size(), 0);
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(committed.size(), 1);
        QCOMPARE(editor->value(), Json(number));
    }

    void aNumberBoxStepsByAboutATenth()
    {
        NumberBox box;
        box.setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        box.stepBy(1);
        QCOMPARE(box.value(), 0.1);
        box.setValue(100);
        box.stepBy(1);
        QCOMPARE(box.value(), 110.0);
    }

    void aClickOnABoxSaysItAll()
    {
        const EditorPtr editor = editorFor<bool>();
        const QSignalSpy committed(editor.get(), &ValueEditor::committed);
        QVERIFY(editor->commitsAtOnce());
        find<QCheckBox>(editor)->click();
        QCOMPARE(committed.size(), 1);
        QCOMPARE(editor->value(), Json(true));
    }

    void nothingChosenIsNoValue()
    {
        const EditorPtr editor = editorFor<Fake::Rich::Mode>();
        QVERIFY(!editor->problem().isEmpty());
        editor->setValue("dark");
        QCOMPARE(editor->problem(), QString());
        QCOMPARE(find<QComboBox>(editor)->currentText(), QStringLiteral("dark"));
    }

    void anOptionalValueIsSetByACheckMark()
    {
        const EditorPtr editor = editorFor<std::optional<double>>();
        const QSignalSpy edited(editor.get(), &ValueEditor::edited);
        const QSignalSpy committed(editor.get(), &ValueEditor::committed);
        QVERIFY(!find<NumberBox>(editor)->isEnabled());
        find<QCheckBox>(editor, "rich.xIsSet")->click();
        QVERIFY(find<NumberBox>(editor)->isEnabled());
        QCOMPARE(edited.size(), 1);
        QCOMPARE(committed.size(), 0); // the number comes first
        QVERIFY(!editor->problem().isEmpty());
        QTest::keyClicks(find<NumberBox>(editor), QStringLiteral("2,5"));
        QCOMPARE(editor->problem(), QString());
        QCOMPARE(editor->value(), Json(2.5));
    }

    void aListGrowsAndShrinks()
    {
        const EditorPtr editor = editorFor<QList<int>>();
        editor->setValue(Json::array({1, 2, 3}));
        const QSignalSpy edited(editor.get(), &ValueEditor::edited);
        find<QToolButton>(editor, "rich.x.2Remove")->click();
        QCOMPARE(editor->value(), Json::array({1, 3}));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the row that went
        find<QToolButton>(editor, "rich.xAdd")->click();
        QVERIFY(editor->problem().contains(QStringLiteral("Number 3")));
        QTest::keyClicks(find<QSpinBox>(editor, "rich.x.3"), QStringLiteral("7"));
        QCOMPARE(editor->problem(), QString());
        QCOMPARE(editor->value(), Json::array({1, 3, 7}));
        QCOMPARE(edited.size(), 3);
    }

    void aVeryLongListIsJson()
    {
        const EditorPtr editor = editorFor<QList<int>>();
        const Json list(std::vector<int>(100, 1));
        editor->setValue(list);
        QCOMPARE(editor->value(), list);
        QVERIFY(!find<QToolButton>(editor, "rich.x.1Remove"));
        editor->setValue(Json::array({1}));
        QCOMPARE(editor->value(), Json::array({1}));
    }

    void jsonIsCheckedWhileItIsTyped()
    {
        DataSchema schema = schemaOf<qint64>();
        schema.maximum = 5;
        const EditorPtr editor(createEditor(schema, name, nullptr));
        const QSignalSpy committed(editor.get(), &ValueEditor::committed);
        auto *text = find<QPlainTextEdit>(editor);
        text->setPlainText(QStringLiteral("[1"));
        QCOMPARE(editor->problem(), QStringLiteral("This is not JSON yet."));
        text->setPlainText(QStringLiteral("6"));
        QCOMPARE(editor->problem(), QStringLiteral("Input should be less than or equal to 5"));
        text->setPlainText(QStringLiteral(" 4 "));
        QCOMPARE(editor->problem(), QString());
        QCOMPARE(editor->value(), Json(4));
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(committed.size(), 1);
    }

    void scrollingPastAnInputChangesNothing()
    {
        const EditorPtr editor = editorFor<int>();
        editor->setValue(0);
        auto *box = find<QSpinBox>(editor);
        QWheelEvent wheel({5, 5}, box->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(box, &wheel);
        QCOMPARE(box->value(), 0);
        QVERIFY(!wheel.isAccepted());
    }

    void everyInputHasANameAndAToolTip()
    {
        const EditorPtr editor = editorFor<Example::Capture>();
        int inputs = 0;
        for (const auto *widget : editor->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus
                || widget->objectName().startsWith(QStringLiteral("qt_"))
                || widget->window() != editor->window()) // the pop-up of a combo box
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
            ++inputs;
        }
        QVERIFY(inputs >= 9);
    }
};

HOLDFAST_TEST(TestValueEditor)

} // namespace tst_valueeditor

#include "tst_valueeditor.moc"
