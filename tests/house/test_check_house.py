#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that each rule of check_house.py fails on a bad sample, at the right line, and on that sample alone."""

import shutil
import tempfile
import unittest
from pathlib import Path

import check_house

SPDX = "// SPDX-FileCopyrightText: 2026 The Holdfast authors\n// SPDX-License-Identifier: GPL-3.0-or-later\n"
SPDX_CMAKE = SPDX.replace("//", "#")


class HouseRules(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="holdfast-house-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.write("core/lock/CMakeLists.txt", SPDX_CMAKE + "holdfast_library(lock SOURCES good.h good.cpp LINK Qt6::Core)\n")
        self.write("core/lock/good.h", SPDX + "\n#pragma once\n\n#include <QString>\n")
        self.write("core/lock/good.cpp", SPDX + '\n#include "core/lock/good.h"\n')

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, name, body, header=SPDX):
        """Adds a C++ file that is listed, with body from line 4 on."""
        pragma = "#pragma once\n" if name.endswith(".h") else "\n"
        self.write(name, header + pragma + body)
        folder, _, file = name.rpartition("/")
        cmake = self.root / folder / "CMakeLists.txt"
        before = cmake.read_text(encoding="utf-8") if cmake.exists() else SPDX_CMAKE
        cmake.write_text(f"{before}target_sources(x PRIVATE {file})\n", encoding="utf-8")

    def found(self):
        return [(v.rule, v.file, v.line) for v in check_house.check(self.root)]

    def long(self):
        return list(check_house.long_files(check_house.checked_texts(self.root)))

    def expect(self, rule, file, line):
        self.assertEqual(self.found(), [(rule, file, line)])

    def test_a_good_tree_has_no_violation(self):
        self.assertEqual(self.found(), [])

    def test_a_violation_is_one_line_with_file_line_rule_and_advice(self):
        self.add("core/lock/bad.cpp", "QEventLoop loop;\n")
        (violation,) = check_house.check(self.root)
        self.assertRegex(str(violation), r"^core/lock/bad\.cpp:4: \[no-waiting\] [^\n]+$")

    def test_a_file_needs_both_spdx_tags(self):
        self.add("core/lock/bad.cpp", "", header=SPDX.splitlines()[0] + "\n")
        self.expect("spdx", "core/lock/bad.cpp", 1)

    def test_a_script_without_suffix_needs_spdx_tags(self):
        self.write("tool", "#!/bin/sh\n")
        self.expect("spdx", "tool", 1)

    def test_lock_must_not_know_thing(self):
        self.add("core/lock/bad.cpp", '#include "core/lock/good.h"\n#include "core/thing/thing.h"\n')
        self.expect("layers", "core/lock/bad.cpp", 5)

    def test_base_includes_no_other_folder_and_all_may_include_base(self):
        self.add("core/base/bad.cpp", '#include "core/lock/good.h"\n')
        self.add("core/lock/ok.cpp", '#include "core/base/printable.h"\n')
        self.assertEqual(self.found(), [("layers", "core/base/bad.cpp", 4)])

    def test_core_must_not_know_ui(self):
        self.add("core/server/bad.cpp", '#include "ui/window.h"\n')
        self.expect("layers", "core/server/bad.cpp", 4)

    def test_ui_must_not_know_app_and_app_must_not_know_tests(self):
        self.add("ui/bad.cpp", '#include "app/main.h"\n')
        self.add("app/bad.cpp", '#include "tests/help.h"\n')
        self.assertEqual(self.found(), [("layers", "app/bad.cpp", 4), ("layers", "ui/bad.cpp", 4)])

    def test_instruments_must_not_know_server(self):
        self.add("core/instruments/bad.cpp", '#include "core/server/server.h"\n')
        self.expect("layers", "core/instruments/bad.cpp", 4)

    def test_a_stream_of_the_server_knows_no_route(self):
        self.add("core/server/stream/bad.cpp", '#include "core/server/http/stream.h"\n#include "core/server/routes/routes.h"\n')
        self.expect("layers", "core/server/stream/bad.cpp", 5)

    def test_a_route_of_the_server_knows_its_streams(self):
        self.add("core/server/routes/ok.cpp", '#include "core/server/stream/logstream.h"\n#include "core/server/problems.h"\n')
        self.assertEqual(self.found(), [])

    def test_includes_that_go_down_are_fine(self):
        self.add("core/server/ok.cpp", '#include "core/session/session.h"\n#include "core/lock/good.h"\n#include "ok.moc"\n')
        self.add("app/ok.cpp", '#include "ui/window.h"\n#include "core/config/config.h"\n')
        self.assertEqual(self.found(), [])

    def test_an_unknown_folder_of_core_needs_a_place(self):
        self.add("core/misc/bad.cpp", "")
        self.expect("layers", "core/misc/bad.cpp", 1)

    def test_a_room_of_ui_must_not_know_those_above_it(self):
        self.add("ui/stage/bad.cpp", '#include "ui/base/axis.h"\n#include "ui/thing/thingpanel.h"\n')
        self.expect("layers", "ui/stage/bad.cpp", 5)

    def test_an_unknown_folder_of_ui_needs_a_place(self):
        self.add("ui/misc/bad.cpp", "")
        self.expect("layers", "ui/misc/bad.cpp", 1)

    def test_includes_start_at_the_root(self):
        self.add("core/lock/bad.cpp", '#include "good.h"\n')
        self.expect("include-path", "core/lock/bad.cpp", 4)

    def test_a_project_of_its_own_has_its_own_root(self):
        self.add("docs/examples/plugin/ok.cpp", '#include "good.h"\n')
        self.assertEqual(self.found(), [])

    def test_qthttpserver_is_for_the_adapter_alone(self):
        for header in ("QtHttpServer", "QtHttpServer/QHttpServer", "QHttpServerResponse", "QAbstractHttpServer"):
            self.add("core/server/http/qthttpadapter.cpp", f"#include <{header}>\n")
            self.add("tests/bench/http/servebare.cpp", f"#include <{header}>\n")
            self.add("core/server/http/bad.cpp", f"#include <{header}>\n")
            self.expect("one-place", "core/server/http/bad.cpp", 4)

    def test_nlohmann_is_for_json_h_alone(self):
        self.add("core/thing/json/json.h", "#include <nlohmann/json.hpp>\n")
        self.add("core/thing/bad.cpp", "#include <nlohmann/json.hpp>\n")
        self.expect("one-place", "core/thing/bad.cpp", 4)

    def test_core_has_no_widgets(self):
        for header in ("QtWidgets", "QtWidgets/QLabel", "QApplication", "QVBoxLayout"):
            self.add("core/thing/bad.h", f"#include <{header}>\n")
            self.expect("no-widgets", "core/thing/bad.h", 4)

    def test_core_does_not_link_widgets(self):
        self.write("core/thing/CMakeLists.txt", SPDX_CMAKE + "# not Qt6::Widgets\nholdfast_library(thing LINK Qt6::Widgets)\n")
        self.expect("no-widgets", "core/thing/CMakeLists.txt", 4)

    def test_nothing_waits_by_sleeping_or_by_nested_loops(self):
        for code in ("QCoreApplication::processEvents();", "QEventLoop loop;", "QThread::msleep(10);", "QThread::sleep(1);",
                     "QThread::usleep(1);", "std::this_thread::sleep_for(1s);", "usleep(5);", "dialog.exec();",
                     "menu->exec(position);"):
            with self.subTest(code):
                self.add("ui/bad.cpp", f"\n{code}\n")
                self.expect("no-waiting", "ui/bad.cpp", 5)

    def test_tests_and_comments_and_strings_may_name_what_waits(self):
        self.add("tests/lock/tst_x.cpp", "QThread::msleep(1);\n")
        self.add("core/lock/ok.cpp", "// QEventLoop\n/* processEvents\n QEventLoop */\nauto s = \"QEventLoop\"; int i = 1'000;\n"
                 "cancellableSleep(1s); device.sleep(1);\n")
        self.assertEqual(self.found(), [])

    def test_what_a_newer_qt_warns_of_is_not_used(self):
        self.add("tests/lock/tst_x.cpp", "auto a = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);\n")
        self.expect("deprecated", "tests/lock/tst_x.cpp", 4)

    def test_a_time_zone_is_an_object(self):
        self.add("core/lock/ok.cpp", "auto a = QDateTime::fromMSecsSinceEpoch(1, QTimeZone::utc());\n"
                 "auto b = time.timeSpec() == Qt::UTC;\n")
        self.assertEqual(self.found(), [])

    def test_a_comment_does_not_shift_the_line(self):
        self.add("core/lock/bad.cpp", "/* one\n two */\nQEventLoop loop;\n")
        self.expect("no-waiting", "core/lock/bad.cpp", 6)

    def test_the_application_may_start_its_own_event_loop(self):
        self.add("app/main.cpp", "return application.exec();\n")
        self.assertEqual(self.found(), [])

    def test_spacings_are_on_the_grid(self):
        self.add("ui/good.cpp", "layout->setContentsMargins(6, 4, isDeep ? 8 : 0, 0);\nrow->setSpacing(gap3);\n")
        self.add("ui/bad.cpp", "layout->setContentsMargins(6, 4, 6, 5);\nrow->setSpacing(3);\n")
        self.assertEqual(self.found(), [("look", "ui/bad.cpp", 4), ("look", "ui/bad.cpp", 5)])

    def test_types_are_on_the_scale(self):
        self.add("ui/good.cpp", "large.setPointSizeF(font().pointSizeF() * 1.15);\n")
        self.add("ui/bad.cpp", "large.setPointSizeF(font().pointSizeF() * 2);\nlarge.setPixelSize(20);\n")
        self.assertEqual(self.found(), [("look", "ui/bad.cpp", 4), ("look", "ui/bad.cpp", 5)])

    def test_long_files_are_reported_and_allowed(self):
        for name, limit in (("core/lock/long.cpp", 300), ("core/lock/long.h", 200), ("tests/lock/tst_long.cpp", 500)):
            with self.subTest(name):
                self.add(name, "\n" * (limit - 3))
                self.assertEqual(self.long(), [])
                self.add(name, "\n" * (limit - 2))
                self.assertEqual(self.found(), [])
                self.assertEqual(self.long(), [f"{name}: {limit + 1} lines. Is it one thing?"])
                self.add(name, "")

    def test_a_header_is_included_once(self):
        self.add("core/lock/bad.h", "")
        self.write("core/lock/bad.h", SPDX)
        self.expect("pragma-once", "core/lock/bad.h", 1)

    def test_each_file_is_listed_in_a_cmake_file(self):
        self.write("core/lock/bad.cpp", SPDX)
        self.expect("orphan", "core/lock/bad.cpp", 1)

    def test_a_name_in_a_comment_does_not_list_a_file(self):
        self.write("core/lock/bad.cpp", SPDX)
        self.write("core/CMakeLists.txt", SPDX_CMAKE + "# lock/bad.cpp\n")
        self.expect("orphan", "core/lock/bad.cpp", 1)

    def test_a_file_may_be_listed_from_above_from_aside_or_as_a_test(self):
        self.write("tests/lock/tst_x.cpp", SPDX)
        self.write("tests/CMakeLists.txt", SPDX_CMAKE + "holdfast_tests(lock TESTS lock/tst_x LINK Holdfast::Lock)\n")
        self.write("tests/help/help.cpp", SPDX)
        self.write("tests/help/more.cpp", SPDX)
        self.write("tests/lock/CMakeLists.txt", SPDX_CMAKE + "add_library(help ../help/help.cpp\n"
                   "    ${PROJECT_SOURCE_DIR}/tests/help/more.cpp)\n")
        self.assertEqual(self.found(), [])

    def test_a_folder_with_many_files_gets_folders_of_its_own(self):
        names = [f"file{number}.cpp" for number in range(check_house.CROWDED + 1)]
        for name in names:
            self.write(f"core/lock/inside/{name}", SPDX)
        listed = " ".join(f"lock/inside/{name}" for name in names)
        self.write("core/CMakeLists.txt", SPDX_CMAKE + f"target_sources(lock PRIVATE {listed})\n")
        self.expect("crowded", "core/lock/inside", 1)

    def test_an_exception_is_for_one_rule_and_one_file(self):
        self.add("core/lock/bad.cpp", '#include "ui/window.h"\nQEventLoop loop;\n')
        check_house.ALLOWED.add(("no-waiting", "core/lock/bad.cpp"))
        self.addCleanup(check_house.ALLOWED.clear)
        self.expect("layers", "core/lock/bad.cpp", 4)

    def test_vague_words_are_counted_in_all_text_files(self):
        self.write("docs/notes.md", "The lock is free.\nNobody waits, somebody reads.\n")
        self.write("ui/notes.md", "isEverybodyHere, whoever\n")
        self.write("ui/picture.png", "nobody\0")
        self.assertEqual(list(check_house.vague_words(self.root)),
                         [("docs/notes.md", 2, "Nobody"), ("docs/notes.md", 2, "somebody"),
                          ("ui/notes.md", 1, "Everybody"), ("ui/notes.md", 1, "whoever")])

    def test_as_many_vague_words_as_allowed_are_no_violation(self):
        self.write("ui/notes.md", "nobody\n" * check_house.VAGUE_WORDS_AIM)
        self.assertEqual(self.found(), [])

    def test_more_vague_words_than_allowed_are_reported_each(self):
        self.write("docs/notes.md", "whoever\n")
        self.write("ui/notes.md", "nobody\n" * check_house.VAGUE_WORDS_AIM)
        self.assertEqual(self.found(), [("plain-english", "docs/notes.md", 1)]
                         + [("plain-english", "ui/notes.md", line + 1) for line in range(check_house.VAGUE_WORDS_AIM)])

    @unittest.skipUnless(shutil.which("clang-format-14"), "clang-format 14 is not installed")
    def test_the_format_is_that_of_clang_format(self):
        shutil.copy(Path(__file__).resolve().parents[2] / ".clang-format", self.root)
        self.add("core/lock/bad.cpp", "int  a=1;\n")
        self.expect("format", "core/lock/bad.cpp", 4)


if __name__ == "__main__":
    unittest.main()
