#!/bin/bash
# services.sh up|bounce|down : PostgreSQL, RabbitMQ and Redis for tests, in SERVICES_DIR, on free loopback ports.
# They share nothing with servers that may run here already. `up` writes the addresses to SERVICES_DIR/env.
set -euo pipefail
cd "$(dirname "$0")/.."
DIR=${SERVICES_DIR:-/tmp/leerroutes-services}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

as_postgres() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

wait_for() { # wait_for NAME COMMAND… : at most 60 seconds
    local name=$1
    shift
    for _ in $(seq 120); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.5
    done
    echo "$name did not start; see $DIR" >&2
    return 1
}

postgres_bin() {
    dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -1)"
}

start_postgres() {
    local bin port data=$DIR/postgres
    bin=$(postgres_bin)
    port=$(free_port)
    mkdir -p "$data"
    [ "$(id -u)" != 0 ] || chown postgres "$data"
    as_postgres "$bin/initdb" -D "$data/db" -U leerroutes --auth=trust -E UTF8 --locale=C.UTF-8 >"$DIR/initdb.log"
    as_postgres "$bin/pg_ctl" -D "$data/db" -l "$data/log" -w -s start -o \
        "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off"
    as_postgres "$bin/createdb" -h 127.0.0.1 -p "$port" -U leerroutes leerroutes
    echo "POSTGRES_URL=postgres://leerroutes@127.0.0.1:$port/leerroutes" >>"$DIR/env"
}

rabbitmq_environment() {
    export HOME=$DIR/rabbitmq RABBITMQ_NODENAME=leerroutes@localhost RABBITMQ_CONF_ENV_FILE=/dev/null
    export RABBITMQ_MNESIA_BASE=$HOME/data RABBITMQ_LOG_BASE=$HOME/log RABBITMQ_PID_FILE=$HOME/pid
    export RABBITMQ_ENABLED_PLUGINS_FILE=$HOME/plugins RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
    export ERL_EPMD_ADDRESS=127.0.0.1
    export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}"
    [ ! -f "$HOME/ports" ] || . "$HOME/ports"
}

start_rabbitmq() (
    rabbitmq_environment
    mkdir -p "$HOME"
    echo "[]." >"$RABBITMQ_ENABLED_PLUGINS_FILE"
    cat >"$HOME/ports" <<END
export RABBITMQ_NODE_PORT=$(free_port) RABBITMQ_DIST_PORT=$(free_port) ERL_EPMD_PORT=$(free_port)
END
    . "$HOME/ports"
    setsid /usr/lib/rabbitmq/bin/rabbitmq-server >"$HOME/out" 2>&1 </dev/null &
    wait_for RabbitMQ /usr/lib/rabbitmq/bin/rabbitmqctl --quiet await_startup
    echo "RABBITMQ_URL=amqp://guest:guest@127.0.0.1:$RABBITMQ_NODE_PORT//" >>"$DIR/env"
)

start_redis() {
    local port
    port=$(free_port)
    mkdir -p "$DIR/redis"
    redis-server --port "$port" --bind 127.0.0.1 --daemonize yes --save "" --dir "$DIR/redis" \
        --pidfile "$DIR/redis/pid" --logfile "$DIR/redis/log" >/dev/null
    wait_for Redis redis-cli -p "$port" ping
    echo "REDIS_URL=redis://127.0.0.1:$port/0" >>"$DIR/env"
}

up() {
    RUNLEVEL=1 scripts/apt.sh postgresql rabbitmq-server redis-server
    mkdir -p "$DIR"
    chmod 755 "$DIR"
    : >"$DIR/env"
    start_postgres
    start_redis
    start_rabbitmq
}

bounce() { # the broker goes away and comes back, as when its machine restarts
    rabbitmq_environment
    /usr/lib/rabbitmq/bin/rabbitmqctl --quiet eval 'rabbit:stop(), rabbit:start().'
}

down() {
    [ ! -f "$DIR/redis/pid" ] || kill "$(cat "$DIR/redis/pid")" || true
    [ ! -d "$DIR/postgres/db" ] || as_postgres "$(postgres_bin)/pg_ctl" -D "$DIR/postgres/db" -m immediate -s stop || true
    if [ -f "$DIR/rabbitmq/ports" ]; then
        (
            rabbitmq_environment
            /usr/lib/rabbitmq/bin/rabbitmqctl --quiet stop "$RABBITMQ_PID_FILE" || true
            epmd -kill >/dev/null || true
        )
    fi
    rm -rf "$DIR"
}

"$1"
