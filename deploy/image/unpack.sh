#!/bin/sh
# Unpacks an image: its layers one over the other to OUT/root, and how it starts to OUT/entrypoint, environment, user, directory.
# usage: unpack.sh IMAGE.tar OUT
set -eu

tar=$1
out=$2

fail() {
  echo "unpack.sh: $1" >&2
  exit 1
}

[ -f "$tar" ] || fail "expected the tarball of an image, found none at $tar; mvn -Pimage package -DskipTests makes it"
rm -rf "$out/image" "$out/root"
mkdir -p "$out/image" "$out/root"
tar -xf "$tar" -C "$out/image"
manifest=$(cat "$out/image/manifest.json")
configuration=$(cat "$out/image/$(printf %s "$manifest" | sed -n 's/.*"config":"\([^"]*\)".*/\1/ip')")

# The strings of an array that has no other strings' quotes in it, one a line.
array() {
  printf %s "$1" | sed -n "s/.*\"$2\":\[\([^]]*\)\].*/\1/ip" | tr ',' '\n' | sed 's/^"//; s/"$//'
}

# Jib writes times that GNU tar does not know, and says so of each file.
quiet=
tar --version 2>/dev/null | grep -q GNU && quiet=--warning=no-unknown-keyword
for layer in $(array "$manifest" Layers); do
  # shellcheck disable=SC2086 # none or one word
  tar $quiet -xzf "$out/image/$layer" -C "$out/root"
done
array "$configuration" Entrypoint >"$out/entrypoint"
array "$configuration" Env >"$out/environment"
printf %s "$configuration" | sed -n 's/.*"User":"\([^"]*\)".*/\1/p' >"$out/user"
printf %s "$configuration" | sed -n 's/.*"WorkingDir":"\([^"]*\)".*/\1/p' >"$out/directory"
for file in entrypoint environment user directory; do
  [ -s "$out/$file" ] || fail "expected a $file in the image's configuration, found none"
done
rm -rf "$out/image"
