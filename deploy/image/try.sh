#!/bin/sh
# Starts the image that mvn -Pimage made, unpacked, as a stranger's cluster would: not as root, its root read-only. Starts a broker in
# it, takes a gradient step and ends; prints sizes and times. Needs Linux, root, unshare and setpriv.
# usage: try.sh [IMAGE.tar [ARGUMENT...]]       ARGUMENTs of the command line; default: doctor
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
tar=${1:-$here/target/streambed-image.tar}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- doctor
[ "$(id -u)" = 0 ] || { echo "try.sh: expected root, for namespaces and mounts" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/unpack.sh" "$tar" "$work"
mkdir "$work/data"
chmod 777 "$work/data"

seconds() {
  echo "$1 $2" | awk '{ printf "%.1f", ($2 - $1) / 1000 }'
}

now() {
  date +%s%3N
}

echo "image: $(du -m "$tar" | cut -f 1) MB packed, $(du -sm "$work/root" | cut -f 1) MB unpacked"
begin=$(now)
"$here/enter.sh" "$work" "$work/data" --version
echo "first word after $(seconds "$begin" "$(now)") s"
begin=$(now)
{
  status=0
  "$here/enter.sh" "$work" "$work/data" "$@" 2>&1 || status=$?
  echo "$status" >"$work/status"
} | while IFS= read -r line; do
  printf '%6s s  %s\n' "$(seconds "$begin" "$(now)")" "$line"
done
user=$(cut -d : -f 1 "$work/user")
echo "files in /data: $(find "$work/data" -type f | wc -l), of them of another user than $user: $(find "$work/data" -type f ! -uid "$user" | wc -l)"
exit "$(cat "$work/status")"
