#!/bin/sh
# Starts Stopwater with the Java runtime beside it, from any directory and through symbolic links.
# STOPWATER_JAVA_OPTS: further options for the JVM.
set -eu

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
lib=$(cd "$(dirname "$self")/../lib/stopwater" && pwd -P)

case ${1:-help} in
  serve) options=serve.jvm ;;
  *) options=command.jvm ;;
esac
# A cache that the JVM refuses, since somebody chose another collector, only makes the start slower.
# shellcheck disable=SC2086 # options are words
exec "$lib/runtime/bin/java" "@$lib/$options" -XX:AOTCache="$lib/stopwater.aot" \
  -Dorg.sqlite.lib.path="$lib" -Dorg.sqlite.tmpdir="$lib" ${STOPWATER_JAVA_OPTS:-} -cp "$lib/stopwater.jar" dev.stopwater.cli.Main "$@"
