#!/bin/sh
# Puts together the file systems that the image's layers are made of: a Java run-time, the C library, the native engine, jars.
# Needs Linux and a JDK. usage: assemble.sh APP_TARGET OUT
set -eu

app=$1
out=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
jdk=${JAVA_HOME:-$(dirname -- "$(dirname -- "$(readlink -f "$(command -v javac)")")")}

fail() {
  echo "assemble.sh: $1" >&2
  exit 1
}

[ "$(uname -s)" = Linux ] || fail "expected Linux, whose C library goes into the image, found $(uname -s)"
[ -x "$jdk/bin/jlink" ] || fail "expected a JDK with jlink, found none at $jdk; set JAVA_HOME"
[ -d "$app/lib" ] || fail "expected the packed app with its libraries, found none in $app; run mvn -Pimage package"

rm -rf "$out"
# Jib expects classes of this module, which has none.
mkdir -p "$(dirname "$out")/classes"
base=$out/base
engine=$out/engine
mkdir -p "$base/opt" "$base/etc" "$base/tmp" "$base/data" "$base/lib64" "$base/dev" "$base/proc" "$base/sys" \
  "$engine/opt/djl" "$out/libraries/opt/streambed/lib" "$out/own/opt/streambed/own" "$out/own/opt/simulators"

# All of Java SE, since simulators are other people's; jcmd and jfr for whoever has to look into a running process.
"$jdk/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.net,jdk.zipfs,jdk.jfr,jdk.jcmd \
  --strip-java-debug-attributes --no-header-files --no-man-pages --output "$base/opt/java"
java=$base/opt/java
for graphics in awt_xawt splashscreen jawt jsound fontmanager javajpeg lcms mlib_image; do
  rm -f "$java/lib/lib$graphics.so"
done
"$java/bin/java" -Xshare:dump >/dev/null

own='app|benchmarks|embedded-broker|inference-service|proto|science|simulator-actors|topics|trainer'
for jar in "$app"/lib/*.jar; do
  name=$(basename "$jar")
  if printf %s "$name" | grep -Eq "^($own)-[0-9]"; then
    cp "$jar" "$out/own/opt/streambed/own/"
  else
    cp "$jar" "$out/libraries/opt/streambed/lib/"
  fi
done
for jar in "$app"/app-*.jar; do
  cp "$jar" "$out/own/opt/streambed/own/"
done
cp "$here/java.options" "$out/own/opt/streambed/"

# Unpacks the engine where the image has it, and proves the run-time and the modules chosen above on the way.
DJL_CACHE_DIR="$engine/opt/djl" OMP_NUM_THREADS=1 "$java/bin/java" -cp "$app/lib/*:$(echo "$app"/app-*.jar)" \
  io.streambed.app.StreambedMain doctor >"$out/doctor.txt" 2>&1 || { cat "$out/doctor.txt" >&2; fail "the engine does not work, see above"; }

# What was unpacked need not be there twice: of the engine's jar only its description stays.
work=$out/work
mkdir -p "$work/native"
(
  cd "$work"
  for jar in "$out"/libraries/opt/streambed/lib/pytorch-native-cpu-*.jar; do
    "$jdk/bin/jar" --extract --file "$jar" native/lib/pytorch.properties META-INF/LICENSE META-INF/NOTICE || true
    [ -f native/lib/pytorch.properties ] || fail "expected native/lib/pytorch.properties in $jar, found none"
    rm "$jar"
    "$jdk/bin/jar" --create --no-manifest --date=1980-01-01T00:00:02Z --file "$jar" -C "$work" native 2>/dev/null ||
      "$jdk/bin/jar" --create --no-manifest --file "$jar" -C "$work" native
  done
  # Libraries that other jars unpack to /tmp at run time: what these need has to be there, too. Names stand in jars as they are.
  mkdir natives
  for jar in $(grep -la '\.so' "$app"/lib/*.jar); do
    (cd natives && "$jdk/bin/jar" --list --file "$jar" | grep -E "linux.*$(uname -m | sed 's/x86_64/(amd64|x86_64|x86-64)/;s/aarch64/(aarch64|arm64)/').*\.so$|^[^/]*\.so$" |
      xargs -r "$jdk/bin/jar" --extract --file "$jar") 2>/dev/null || true
  done
)

# The C library and what else those files are linked to, by the names that the loader looks for.
libraries() {
  find "$java" "$engine" "$work/natives" -type f \( -name '*.so*' -o -path '*/bin/*' \) | while read -r file; do
    ldd "$file" 2>/dev/null | sed -n 's/^.* => \(\/[^ ]*\) .*$/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (0x.*$/\1/p'
  done | grep -v "^$out" | sort -u
}
needed=$(libraries)
for library in $needed; do
  mkdir -p "$base/$(dirname "$library")"
  cp -L "$library" "$base/$library"
done
c=$(printf '%s\n' "$needed" | grep '/libc\.so\.6$' | head -n 1)
[ -n "$c" ] || fail "expected the GNU C library on this machine, found none"
# Loaded by name when hosts and users are looked up.
for library in libnss_files.so.2 libnss_dns.so.2 libresolv.so.2; do
  [ ! -f "$(dirname "$c")/$library" ] || cp -L "$(dirname "$c")/$library" "$base/$(dirname "$c")/"
done
find "$base" -path "$base/opt" -prune -o -name '*.so*' -type f -exec chmod 755 {} +

echo 'streambed:x:10001:10001:streambed:/data:/nonexistent' >"$base/etc/passwd"
echo 'streambed:x:10001:' >"$base/etc/group"
echo 'hosts: files dns' >"$base/etc/nsswitch.conf"
rm -rf "$work"
