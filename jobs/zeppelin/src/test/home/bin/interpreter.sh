#!/usr/bin/env bash
# Starts an interpreter's process as the server asks: -d folder -c host -p port -r ports -i group -g setting.
while getopts 'd:c:p:r:i:l:u:g:v' option; do
  case "$option" in
    c) host=$OPTARG ;;
    p) port=$OPTARG ;;
    r) ports=$OPTARG ;;
    i) group=$OPTARG ;;
  esac
done
# shellcheck disable=SC2086 # several options
exec java $KAN_INTERPRETER_OPTIONS -cp "$KAN_INTERPRETER_CLASSPATH" \
  org.apache.zeppelin.interpreter.remote.RemoteInterpreterServer "$host" "$port" "$group" "$ports"
