select 0 as is_other, if(is_other, null, group_0) as out_0, toInt64(bucket) as bucket, count() as weight, countIf((1) and (next_within != 0 and next_within < window_to)) as m0_hits, countIf(1) as m0_n
    from (
    select who as person , tupleElement(arrayLast(lived -> lived.1 < window.2, lives), 2) as group_0, window.1 * 1000 as bucket, window.2 as window_to,
      arrayLast(moment -> moment < window.1, moments) as last_before,
      arrayFirst(moment -> moment >= window.1, moments) as next_within, moments
    from (
      select who, arraySort(groupUniqArrayArray(seconds)) as moments,
        arraySort(lived -> lived.1, groupArray((unit, group_0))) as lives
      from (
        select dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key) as who , argMax(nullIf(toString(channel), ''), (timestamp, arrival)) as group_0, groupUniqArray(toUnixTimestamp(timestamp)) as seconds,
          roundDown(toUnixTimestamp(timestamp), [0,1774220400,1774821600,1775426400]) as unit
        from events final
      where timestamp >= toDateTime64('2025-12-22 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-12 22:00:00.000',3,'UTC') and type not in ('identify', 'group', 'alias') and (1) and who != 0
        group by who, unit)
      group by who)
    array join arrayZip([1774220400,1774821600,1775426400], [1774821600,1775426400,1776031200]) as window
    where last_before != 0 and last_before >= window.1 - 7776000)
    where 1
    group by is_other, out_0, bucket
    order by weight desc
    limit 3003
