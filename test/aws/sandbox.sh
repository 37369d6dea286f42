#!/bin/sh
# Runs Node with what a function has on Lambda: its code in /var/task and its layer in /opt, both read only; an
# empty /tmp of 512 MB; Node, the system's libraries, a few devices, /proc, and the names of its user and host.
# There is no shell, no home, no /sys and no /dev/shm. `unshare --map-root-user --mount` must have given it
# mounts of its own.
#
# sandbox.sh ROOT TASK LAYER NODE RUNTIME FILE…   ROOT is an empty folder, LAYER may be an empty string
set -eu
root=$1 task=$2 layer=$3 node=$4 runtime=$5
shift 5

show() { # SOURCE PLACE: read only, under the new root
  if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$root$(dirname "$2")" && : >"$root$2"; fi
  mount --bind "$1" "$root$2"
  mount -o remount,bind,ro "$root$2"
}

mount -t tmpfs -o mode=755 none "$root"
show "$task" /var/task
if [ -n "$layer" ]; then show "$layer" /opt; fi
show "$node" /var/lang/bin/node
show "$runtime" /var/runtime/index.ts
for folder in /usr/lib /usr/lib64; do
  if [ -d "$folder" ]; then show "$folder" "$folder"; fi
done
for link in /lib /lib64; do
  if [ -L "$link" ]; then ln -s "$(readlink "$link")" "$root$link"; else show "$link" "$link"; fi
done
for device in null zero random urandom; do
  mkdir -p "$root/dev"
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir -p "$root/proc" "$root/tmp" "$root/etc"
echo 'sbx_user1051:x:0:0::/home/sbx_user1051:/sbin/nologin' >"$root/etc/passwd"
echo '127.0.0.1 localhost' >"$root/etc/hosts"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
mount --rbind /proc "$root/proc"
mount -t tmpfs -o size=512m none "$root/tmp"
mount -o remount,ro "$root"
exec chroot "$root" /var/lang/bin/node /var/runtime/index.ts "$@"
