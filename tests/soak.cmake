# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# holdfast_soak(NAMES ...): these tests of the calling folder, by their names in ctest, have a long form, which they
# take when HOLDFAST_SOAK=1 is in their environment: see tests/soak.h. `./dev soak` lists and runs them.
function(holdfast_soak)
    set_property(TEST ${ARGN} APPEND PROPERTY LABELS soak)
endfunction()
