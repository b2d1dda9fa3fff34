#!/bin/sh
# Runs OpenSMTPD for one test: opensmtpd.sh TOOLS FOLDER
#
# TOOLS holds the unpacked Debian packages, FOLDER the smtpd.conf. In a mount namespace of its
# own it has users, queue and socket of its own, and this machine's mail stays as it is. Where
# the server is properly installed (a throw-away machine), it runs as it stands.
set -e
tools=$1
folder=$2

if [ -x "$tools/usr/sbin/smtpd" ]; then
    cp /etc/passwd "$folder/passwd"
    cp /etc/group "$folder/group"
    add() {
        grep -q "^$1:" "$folder/passwd" ||
            echo "$1:x:$2:$2::/var/lib/opensmtpd/empty:/usr/sbin/nologin" >> "$folder/passwd"
        grep -q "^$1:" "$folder/group" || echo "$1:x:$2:" >> "$folder/group"
    }
    add opensmtpd 4901
    add opensmtpq 4902
    mount --bind "$folder/passwd" /etc/passwd
    mount --bind "$folder/group" /etc/group
    for place in /var/spool /var/lib /run /usr/libexec; do
        mkdir -p $place
        mount -t tmpfs tmpfs $place
    done
    mkdir -p /var/spool/smtpd /var/lib/opensmtpd/empty
    chmod 711 /var/spool/smtpd
    cp -r "$tools/usr/libexec/opensmtpd" /usr/libexec/
    LD_LIBRARY_PATH=$(echo "$tools"/usr/lib/*-linux-gnu* | tr ' ' ':')
    export LD_LIBRARY_PATH
    exec "$tools/usr/sbin/smtpd" -d -f "$folder/smtpd.conf"
fi
exec /usr/sbin/smtpd -d -f "$folder/smtpd.conf"
