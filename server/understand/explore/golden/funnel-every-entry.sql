
    select everybody, is_other, name, sumForEach(reached) as people, sumMap(moment.1, moment.2, moment.3) as moments
      , quantilesExactInclusiveMerge(0.5, 0.9)(state_1) as times_1 , quantilesExactInclusiveMerge(0.5, 0.9)(state_2) as times_2
    from (
      select arrayJoin([1]) as everybody, not everybody and place_of_group > 50 as is_other,
        if(everybody or is_other, '', grouped) as name, *
      from (
        select *, row_number() over (order by reached[1] desc, grouped) as place_of_group
        from (
          select grouped, sumForEach(reached_then) as reached,
            sumMap([bucket], [reached_then[1]], [reached_then[3]]) as moment
            , quantilesExactInclusiveMergeState(0.5, 0.9)(then_1) as state_1 , quantilesExactInclusiveMergeState(0.5, 0.9)(then_2) as state_2
          from (
            select grouped, toInt64(0) as bucket,
              [countIf(entry != 0), countIf(got_1 != 0), countIf(got_2 != 0)] as reached_then
              , quantilesExactInclusiveStateIf(0.5, 0.9)(toUInt64(bitShiftRight(got_1, 22) - bitShiftRight(entry, 22)), got_1 != 0) as then_1 , quantilesExactInclusiveStateIf(0.5, 0.9)(toUInt64(bitShiftRight(got_2, 22) - bitShiftRight(got_1, 22)), got_2 != 0) as then_2
            from (
    select *, toInt64(bitShiftRight(entry, 22) + toUInt64('1774306800000') - 1) as entered, '' as grouped
    from (select *, begun as entry, tried_1 as got_1, tried_2 as got_2 from (select *, if(begun = 0, toUInt64(0), keys[indexOf(reached_1, begun)]) as tried_1, if(begun = 0, toUInt64(0), keys[indexOf(reached_2, begun)]) as tried_2 from (select *, entries[indexOf(took, arrayMin(took))] as begun from (select *, arrayMap((key, start) -> if(start = 0, bitNot(toUInt64(0)), toUInt64(bitShiftRight(key, 22) - bitShiftRight(start, 22))), keys, entries) as took from (select *, multiIf(arrayMax(reached_2) != 0, reached_2, arrayMax(final_1) != 0, final_1, final_0) as entries from (select *, arrayFill(value -> value != 0, reached_1) as latest_1, arrayFill(value -> value != 0, arrayMap((start, value) -> if(start != 0, value, toUInt64(0)), reached_1, keys)) as stands_1, stands_1 as since_0_1, arrayMap((start, next) -> if(start != 0 and (next = 0 or next > bitOr(start, 4194303) + toUInt64('2536715059200000')), start, toUInt64(0)),
      reached_1, arrayShiftLeft(arrayReverseFill(value -> value != 0, arrayMap((key, bits) -> if(bitAnd(bits, 4) != 0, key, toUInt64(0)), keys, served)), 1)) as final_1, arrayMap((key, bits, start, stood, last, found_0, opened_0) -> if(bitAnd(bits, 4) != 0 and key <= bitOr(start, 4194303) + toUInt64('2536715059200000') and stood >= last and found_0 <= opened_0, start, toUInt64(0)), keys, served, arrayShiftRight(latest_1, 1), arrayShiftRight(stands_1, 1), arrayShiftRight(arrayFill(value -> value != 0, arrayMap((key, bits) -> if(bitAnd(bits, 4) != 0, key, toUInt64(0)), keys, served)), 1), excluded_0, arrayShiftRight(since_0_1, 1)) as reached_2 from (select *, arrayFill(value -> value != 0, reached_0) as latest_0, arrayFill(value -> value != 0, arrayMap((start, value) -> if(start != 0, value, toUInt64(0)), reached_0, keys)) as stands_0, arrayMap((start, next) -> if(start != 0 and (next = 0 or next > bitOr(start, 4194303) + toUInt64('2536715059200000')), start, toUInt64(0)),
      reached_0, arrayShiftLeft(arrayReverseFill(value -> value != 0, arrayMap((key, bits) -> if(bitAnd(bits, 2) != 0, key, toUInt64(0)), keys, served)), 1)) as final_0, arrayMap((key, bits, start, stood, last) -> if(bitAnd(bits, 2) != 0 and key <= bitOr(start, 4194303) + toUInt64('2536715059200000') and stood >= last, start, toUInt64(0)), keys, served, arrayShiftRight(latest_0, 1), arrayShiftRight(stands_0, 1), arrayShiftRight(arrayFill(value -> value != 0, arrayMap((key, bits) -> if(bitAnd(bits, 2) != 0, key, toUInt64(0)), keys, served)), 1)) as reached_1 from (select *, arrayShiftRight(arrayFill(value -> value != 0, arrayMap((key, bits) -> if(bitAnd(bits, 8) != 0, key, toUInt64(0)), keys, served)), 1) as excluded_0, arrayMap((key, bits) -> if(bitAnd(bits, 1) != 0, key, toUInt64(0)), keys, served) as reached_0 from (select *, arrayMap((place, number) -> bitShiftLeft(toUInt64(toUInt64(bitShiftRight(place, 84)) - toUInt64('1774306800000') + 1), 22) + number, walked, arrayEnumerate(walked)) as keys,
      arrayMap(place -> bitAnd(toUInt32(place), 1048575), walked) as served from (select *, arraySort(places) as walked from (
    select dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key) as who, groupArray(bitOr(
    bitShiftLeft(toUInt128(bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(timestamp)), 20), bitShiftRight(arrival, 44))), 64),
    toUInt64(bitOr(bitShiftLeft(arrival, 20), toUInt64(0) + bitShiftLeft(toUInt64((timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and event = 'Product Viewed')), 0) + bitShiftLeft(toUInt64(event = 'Cart Viewed'), 1) + bitShiftLeft(toUInt64(event = 'Order Completed'), 2) + bitShiftLeft(toUInt64(event = 'Cart Emptied'), 3))))) as places
    from events final
    where timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-13 22:00:00.000',3,'UTC') and (event = 'Product Viewed' or event = 'Cart Viewed' or event = 'Order Completed' or event = 'Cart Emptied') and (1) and who != 0
    group by who
    having countIf((timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and event = 'Product Viewed')) > 0)))))))))))
    where entry != 0)
            group by grouped, bucket)
          group by grouped)))
    group by everybody, is_other, name
    order by everybody desc, is_other, people[1] desc, name
