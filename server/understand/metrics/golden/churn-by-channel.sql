select 0 as is_other, if(is_other, null, group_0) as out_0, toInt64(0) as bucket, count() as weight, countIf((1) and (arrayExists(
      (moment, next) -> moment >= last_before and moment + 7776000 <= window_to and next > moment + 7776000,
      moments, arrayPushBack(arrayPopFront(moments), 4294967295)))) as m0_hits, countIf(1) as m0_n
    from (
    select who as person , group_0, window.1 * 1000 as bucket, window.2 as window_to,
      arrayLast(moment -> moment < window.1, moments) as last_before,
      arrayFirst(moment -> moment >= window.1, moments) as next_within, moments
    from (
      select dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key) as who , argMax(nullIf(toString(channel), ''), (timestamp, arrival)) as group_0, arraySort(groupUniqArray(toUnixTimestamp(timestamp))) as moments
      from events final
      where timestamp >= toDateTime64('2025-12-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and type not in ('identify', 'group', 'alias') and (1) and who != 0
      group by who)
    array join arrayZip([1774306800], [1775512800]) as window
    where last_before != 0 and last_before >= window.1 - 7776000)
    where 1
    group by is_other, out_0, bucket
    order by weight desc
    limit 1001
