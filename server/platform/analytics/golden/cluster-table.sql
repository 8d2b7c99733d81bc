create table if not exists events_local on cluster main (workspace UUID, id UInt64, name String, version UInt64) engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/cx/events_local', '{replica}', version) order by (workspace, id) ;
create table if not exists events on cluster main as events_local engine = Distributed(main, cx, events_local, id);
