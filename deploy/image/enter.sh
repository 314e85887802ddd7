#!/bin/sh
# Runs an unpacked image as a container engine would, without one: mounts and processes of its own, its root read-only, as its user,
# with its environment and the caller's variables STREAMBED_...; only DATA and /tmp can be written to. Needs Linux, root, and unshare and
# setpriv of util-linux.
# usage: enter.sh UNPACKED DATA ARGUMENT...     UNPACKED is what unpack.sh made
set -eu

unpacked=$(CDPATH='' cd -- "$1" && pwd -P)
data=$(CDPATH='' cd -- "$2" && pwd -P)
shift 2
root=$unpacked/root

if [ "${STREAMBED_ENTERED:-}" != yes ]; then
  STREAMBED_ENTERED=yes exec unshare --mount --pid --fork --kill-child --propagation private "$0" "$unpacked" "$data" "$@"
fi

mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o size=64k,mode=755 tmpfs "$root/dev"
for device in null zero full random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t tmpfs -o size=4g,mode=1777,nosuid,nodev tmpfs "$root/tmp"
mount --bind "$data" "$root/data"
for file in hosts resolv.conf; do
  [ ! -f "$root/etc/$file" ] || mount --bind "/etc/$file" "$root/etc/$file"
done
mount -o remount,bind,ro "$root"

user=$(cat "$unpacked/user")
env=$(command -v env)
setpriv=$(command -v setpriv)
unshare=$(command -v unshare)
given=$(env | grep '^STREAMBED_' | grep -v '^STREAMBED_ENTERED=' || true)
# Words of the environment and of the entry point stand one a line and hold no spaces.
# shellcheck disable=SC2046,SC2086
exec "$env" -i $(cat "$unpacked/environment") $given "$setpriv" --no-new-privs "$unshare" --root "$root" --wd "$(cat "$unpacked/directory")" \
  --setgid "${user#*:}" --setuid "${user%:*}" $(cat "$unpacked/entrypoint") "$@"
