
    select of, a, b, taken as count, traces, spent, total, activity_events, activity_traces, all_events, all_time, more
    from (
      select *, sum(total) over (partition by of) as all_time, sum(if(a = 0, 0, taken)) over (partition by of) as all_events,
        max(a = 1 or (a != 0 and rank_a > 100)) over (partition by of) as more,
        row_number() over (partition by of, a order by taken desc, b) as nth
      from (
        select *, dense_rank() over (partition by of order by a <= 1, activity_events desc, a) as rank_a, dense_rank() over (partition by of order by b <= 1, next_events desc, b) as rank_b
        from (
          select *, sum(taken) over (partition by of, a) as activity_events, sum(fresh) over (partition by of, a) as activity_traces,
            sum(taken) over (partition by of, b) as next_events
          from (
    select bitAnd(step, toUInt64('18446743867551121407')) as fact, toUInt8(bitShiftRight(fact, 38)) as of,
      toUInt32(bitAnd(bitShiftRight(fact, 18), 262143)) as a, toUInt32(bitAnd(fact, 262143)) as b, count() as taken, countIf(bitAnd(step, toUInt64('68719476736')) != 0) as fresh,
      if(of = 2, bitAnd(fact, 68719476735), countIf(bitAnd(step, toUInt64('137438953472')) != 0)) as traces,
      quantilesExactInclusive(0.5, 0.9)(value) as spent, sum(value) as total
    from (
      select arrayPushFront(path, toUInt32(0)) as activities, arrayPushBack(path, toUInt32(0)) as nexts,
        arrayMap((activity, next, nth, nth_pair) -> bitOr(bitOr(bitShiftLeft(toUInt64(activity), 18), toUInt64(next)), bitOr(
        bitShiftLeft(toUInt64(nth = 1), 36), bitShiftLeft(toUInt64(nth_pair = 1), 37))), activities, nexts,
          arrayEnumerateUniq(activities), arrayEnumerateUniq(activities, nexts)) as pairs,
        arrayConcat(
          if(taken = 1, pairs, arrayFlatten(arrayMap(each -> pairs, lasted))),
          arrayMap(each -> bitOr(toUInt64('274877906944'), toUInt64(0)), lasted),
          [bitOr(toUInt64('549755813888'), toUInt64(taken))],
          if(place <= 50, arrayMap(each -> bitOr(toUInt64('824633720832'), toUInt64(bitShiftLeft(toUInt64(place), 18))), lasted), []),
          if(place <= 50, arrayMap((node, at) -> bitOr(toUInt64('824633720832'), toUInt64(bitShiftLeft(toUInt64(place), 18) + at)), arraySlice(path, 1, 100), arrayEnumerate(arraySlice(path, 1, 100))), [])) as steps,
        arrayConcat(
          all_spans,
          lasted,
          [toUInt64(length(arrayDistinct(arrayFilter(node -> node > 1, path))) < length(arrayFilter(node -> node > 1, path)))],
          if(place <= 50, lasted, []),
          if(place <= 50, arrayMap(node -> toUInt64(node), arraySlice(path, 1, 100)), [])) as values
      from (
        select *, row_number() over (order by taken desc, cityHash64(path)) as place
        from (
          select nodes as path, count() as taken, groupArray(took) as lasted, groupArrayArray(arrayPushBack(spans, toUInt64(0))) as all_spans
          from (
    select owner,  part, toUInt64(whens[-1] - whens[1]) as took,
      arrayMap(packed -> bitAnd(toUInt32(packed), toUInt32(262143)), sorted) as called, arrayMap(packed -> toUInt64(bitShiftRight(packed, 82)), sorted) as whens,
      0 as changes,
      called as nodes, whens as times,
      arrayMap((at, before) -> toUInt64(at - before), whens, arrayPushFront(arrayPopBack(whens), whens[1])) as spans
    from (select owner,  0 as part, arraySort(log) as sorted from (
    select dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key) as owner, groupArray(bitOr(
    bitShiftLeft(toUInt128(bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(timestamp)), 18), bitShiftRight(arrival, 46))), 64),
    toUInt64(bitOr(bitShiftLeft(arrival, 18), toUInt32(transform(event, CAST(['','Product Viewed','Cart Viewed','Order Completed'], 'Array(String)'), [0,2,3,4], 1)))))) as log
      
    from events final
    where timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and type not in ('identify', 'group', 'alias') and 1 and event != '' and owner != 0
    group by owner)))
          group by path
          having taken >= 1)))
    array join steps as step, values as value
    group by fact))))
    where of != 0 or ((a = 0 or (a != 1 and rank_a <= 100)) and ((b = 0 or (b != 1 and rank_b <= 100)) or nth = 1))
    order by of, if(of = 0, count, 0) desc, a, b
