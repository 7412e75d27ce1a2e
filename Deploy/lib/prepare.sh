# shellcheck shell=bash
# What Deploy/quickstart and Deploy/test share: find Swift, install missing system packages, build. To be sourced.
# Everything here ends the script with one sentence on standard error when it cannot go on.

name=Deploy/$(basename -- "$0")
root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
swift='' # the compiler to use, set by `prepare`
oldest=6.1

# What a build needs, as Debian and Ubuntu call it. A line names the package to install, then packages (dpkg-query
# patterns) that serve as well where they are already there.
needs=(
  'git'
  'ca-certificates'
  'tzdata'
  'binutils'
  'libc6-dev'
  'libncurses6'
  'libcurl4 libcurl4t64'
  'g++ libstdc++-[0-9]*-dev'
  'pkg-config pkgconf'
  'libcurl4-openssl-dev libcurl4-gnutls-dev'
  'libxml2-dev'
  'libsqlite3-dev'
  'libssl-dev'
  'libstemmer-dev'
  'zlib1g-dev'
)

say() {
  printf '%s: %s\n' "$name" "$*"
}

die() {
  printf '%s: %s\n' "$name" "$*" >&2
  exit 1
}

prepare() {
  writable
  find_swift
  install_missing_packages
  # What the client asks of libcurl came with 7.87, in December 2022.
  pkg-config --atleast-version=7.87 libcurl \
    || die "libcurl $(pkg-config --modversion libcurl) is too old; newsfold needs 7.87, as Debian 12 and Ubuntu 24.04 have it."
  # A Swift that could not start before may do so now that the libraries it is linked to are there.
  [ -n "$swift" ] || find_swift
  [ -n "$swift" ] || die "Swift is at $silent but does not start; run \"$silent --version\" to see what it lacks."
  say "Using Swift $version ($swift)."
}

# A build folder that belongs to someone else (to root, after a run with sudo) fails deep inside the build otherwise.
writable() {
  local path
  for path in "$root" "$root/.build"; do
    if [ -e "$path" ] && [ ! -w "$path" ]; then
      die "$path cannot be written by $(id -un); give it to that user with chown, or run this as its owner."
    fi
  done
}

# Sets `swift` and `version` to the first Swift that is new enough. Where there is only one that does not start, which
# may be for want of libraries, it leaves `swift` empty and sets `silent` to its place.
find_swift() {
  local candidate answer old=''
  swift='' version='' silent=''
  if [ -n "${SWIFT:-}" ] && ! type -P -- "$SWIFT" >/dev/null; then
    die "SWIFT is set to $SWIFT, and there is no such program."
  fi
  while IFS= read -r candidate; do
    if [ -d "$candidate" ] || [ ! -x "$candidate" ]; then continue; fi
    answer=$("$candidate" --version 2>&1 </dev/null || printf ' (failed)')
    if [[ $answer =~ Swift\ version\ (([0-9]+)\.([0-9]+)[0-9.]*) ]]; then
      version=${BASH_REMATCH[1]}
      if ((BASH_REMATCH[2] * 1000 + BASH_REMATCH[3] >= ${oldest%.*} * 1000 + ${oldest#*.})); then
        swift=$candidate
        return
      fi
      old=${old:-"$version ($candidate)"}
    elif [[ $answer == *'shared librar'* || $answer == *'not found (required by'* ]]; then
      silent=${silent:-$candidate}
    fi # else it is another program of that name, such as OpenStack's client
  done < <(swift_places)
  if [ -n "$silent" ]; then return; fi
  if [ -n "$old" ]; then
    die "Swift $old is too old: version $oldest or newer is needed, from https://www.swift.org/install/linux/"
  fi
  die "Swift is not installed: get version $oldest or newer from https://www.swift.org/install/linux/," \
    "then start this again."
}

# Where Swift may be, best first. With sudo, PATH and HOME are root's: the calling user's toolchains come last.
swift_places() {
  if [ -n "${SWIFT:-}" ]; then
    type -P -- "$SWIFT"
    return
  fi
  type -aP swift || :
  printf '%s\n' /usr/bin/swift /opt/swift/usr/bin/swift "${HOME:-/root}/.local/share/swiftly/bin/swift"
  if [ -n "${SUDO_USER:-}" ]; then
    local home
    home=$(getent passwd "$SUDO_USER" | cut -d: -f6)
    printf '%s\n' "$home"/.local/share/swiftly/toolchains/*/usr/bin/swift | sort -rV
  fi
}

install_missing_packages() {
  local missing=() need words
  if ! type -P apt-get dpkg-query >/dev/null; then
    other_system
    return
  fi
  for need in "${needs[@]}"; do
    read -ra words <<<"$need"
    is_installed "${words[@]}" || missing+=("${words[0]}")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    say "Every system package needed is installed."
    return
  fi

  local administrator=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! type -P sudo >/dev/null || ! sudo -n true 2>/dev/null </dev/null; then
      die "These packages are missing and only root may install them: run" \
        "\"apt-get update && apt-get install ${missing[*]}\" as root, then start this again."
    fi
    administrator=(sudo -n)
  fi
  say "Installing ${#missing[@]} missing packages with apt-get: ${missing[*]}"
  # A stale or half-reachable list is no reason to stop: the installation tells whether it is good enough.
  apt_get update || say "apt-get update failed; going on with the package lists that are there."
  # Never remove what is installed to make room, and wait for another apt-get (a fresh machine's first upgrade).
  apt_get install -y --no-remove --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" \
    || die "apt-get could not install ${missing[*]}: see its message above, check the network, and start this again."
}

# Its messages go to standard output: what the script itself has to say is all there is on standard error.
apt_get() {
  "${administrator[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null 2>&1
}

# Whether one of the packages is installed.
is_installed() {
  local found
  found=$(dpkg-query -W -f='${db:Status-Status}\n' "$@" 2>/dev/null)
  [[ $'\n'$found$'\n' == *$'\ninstalled\n'* ]]
}

# Neither Debian nor Ubuntu: nothing can be installed here, but a person may have done so.
other_system() {
  local missing=() item
  for item in git pkg-config; do
    type -P "$item" >/dev/null || missing+=("$item")
  done
  for item in libcurl libxml-2.0 sqlite3 libcrypto zlib; do
    pkg-config --exists "$item" 2>/dev/null || missing+=("$item")
  done
  if [ ! -e /usr/include/libstemmer.h ] && [ ! -e /usr/local/include/libstemmer.h ]; then missing+=(libstemmer); fi
  if [ ${#missing[@]} -ne 0 ]; then
    die "This system has no apt-get, so nothing can be installed here: install ${missing[*]}, libraries with their" \
      "development files (on Debian the whole list is: ${needs[*]%% *}), then start this again."
  fi
}

# Runs Swift and, when it fails for a reason that is not in the code, says what to do.
# run_swift COMMAND ARGUMENTS...
run_swift() {
  local log reason
  log=$(mktemp)
  if "$swift" "$1" --package-path "$root" "${@:2}" 2>&1 </dev/null | tee "$log"; then
    rm -f -- "$log"
    return
  fi
  reason=$(why_it_failed "$log" "swift $1")
  rm -f -- "$log"
  die "$reason"
}

# The sentence for a failed build: why_it_failed LOG COMMAND
why_it_failed() {
  local stale='module cache path .* but the path is currently'
  stale+='|module was created by an? (older|newer|different) version of the compiler'
  stale+='|cannot be imported by the Swift .* compiler'
  stale+='|has been modified since the (module|precompiled) file'
  if grep -qiE "$stale" "$1"; then
    printf '%s' "The build folder $root/.build is from another place or another compiler:" \
      " delete it (rm -rf \"$root/.build\") and start this again."
  elif grep -qE 'Failed to clone|Git command .* failed|Could not resolve host|unable to access .https?:' "$1"; then
    printf '%s' "The Swift packages that newsfold depends on could not be fetched:" \
      " check that https://github.com can be reached, and start this again."
  elif grep -q 'invalid linker name' "$1"; then
    printf '%s' "This Swift links with gold, which is not installed: add it (apt-get install binutils-gold)" \
      " and start this again."
  elif grep -qi 'No space left on device' "$1"; then
    printf '%s' "The disk is full: a build needs about 2 GB in $root/.build."
  else
    printf '%s' "\"$2\" failed; its messages are above."
  fi
}
