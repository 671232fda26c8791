# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Functions for a Debian in a folder, read by the scripts beside this file. They run as root.

note() { printf '%s\n' "$*" >&2; }

# From where this machine has its Debian. A machine with another system leaves that to debootstrap.
debian_mirror()
{
    apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
        | sed -n 's/^Debian //p' | head -n 1
}

# debian_make SUITE BASE FOR [OPTIONS of debootstrap]: makes a minimal Debian in BASE, unless there is one that was made FOR
# the same. What debootstrap says is in BASE.log.
debian_make()
{
    suite=$1 made=$2 for=$3
    shift 3
    [ "$(cat "$made/made-for" 2>/dev/null)" != "$for" ] || return 0
    note "Making a Debian ($suite) in $made ..."
    rm -rf --one-file-system "$made" "$made.new"
    mkdir -p "$made.new"
    # shellcheck disable=SC2046 # nothing, or one word
    debootstrap --variant=minbase --include=ca-certificates "$@" "$suite" "$made.new" $(debian_mirror) \
        >"$made.log" 2>&1 </dev/null \
        || { tail -n 30 "$made.log" >&2; die "there is no Debian ($suite) to be had (above: the end of $made.log)"; }

    # Services do not start in here.
    printf '#!/bin/sh\nexit 101\n' >"$made.new/usr/sbin/policy-rc.d"
    chmod 755 "$made.new/usr/sbin/policy-rc.d"
    # It can be made anew, so nothing waits for the disk.
    echo force-unsafe-io >"$made.new/etc/dpkg/dpkg.cfg.d/unsafe-io"
    printf '%s\n' "$for" >"$made.new/made-for"
    mv "$made.new" "$made"
}

# debian_use_network BASE: the network is this machine's, and so is the way to packages: proxies, certificates, settings.
debian_use_network()
{
    cp -L /etc/resolv.conf /etc/hosts "$1/etc/" 2>/dev/null || true
    apt-config dump | grep -E '^Acquire::((https?|ftp)::Proxy|Check-|Retries)' | grep -v 'Proxy-Auto-Detect' \
        >"$1/etc/apt/apt.conf.d/90host" || true
    for certificate in /usr/local/share/ca-certificates/*.crt; do
        [ -e "$certificate" ] || continue
        cp "$certificate" "$1/usr/local/share/ca-certificates/"
    done
    chroot "$1" update-ca-certificates >/dev/null 2>&1 || note 'The certificates could not be updated.'
}

# debian_mount BASE: what programs in there expect of a system. For a namespace of its own, with which it goes.
debian_mount()
{
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
    mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
}
