create table if not exists events_local on cluster main (workspace UUID, id UInt64, name String, unit LowCardinality(String), version UInt64) engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/cx/events_local', '{replica}', version) order by (workspace, id) ;
create table if not exists events on cluster main as events_local engine = Distributed(main, cx, events_local, id);
create table if not exists copies_local on cluster main (workspace UUID, id UInt64, name String, unit LowCardinality(String), version UInt64) engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/cx/copies_local', '{replica}', version) order by (workspace, id) ;
create table if not exists copies on cluster main as copies_local engine = Distributed(main, cx, copies_local, id);
create table if not exists closed_local on cluster main (workspace UUID, id UInt64, name String, unit LowCardinality(String), version UInt64) engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/cx/closed_local', '{replica}', version) order by (workspace, id) ;
create table if not exists closed on cluster main as closed_local engine = Distributed(main, cx, closed_local, id);
