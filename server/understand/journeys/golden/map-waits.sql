select [quantilesExactInclusiveIf(0.5, 0.9)(waits[1], begins[1] != 0), quantilesExactInclusiveIf(0.5, 0.9)(waits[2], begins[2] != 0), quantilesExactInclusiveIf(0.5, 0.9)(waits[3], begins[3] != 0)] as spent from (
    select *, [begun_0[-1], begun_1[-1], begun_2[-1]] as begins, [toUInt64(0), toUInt64(times[indexOf(begun_1, begun_1[-1])] - times[indexOf(begun_0, begun_1[-1])]), toUInt64(times[indexOf(begun_2, begun_2[-1])] - times[indexOf(begun_1, begun_2[-1])])] as waits
    from (
      select *, if(bitAnd(visited, 1) != 0, arraySort(places), []) as walk,
        arrayMap(place -> toUInt64(bitShiftRight(place, 84)) + 1, walk) as times,
        arrayMap(place -> bitAnd(toUInt32(place), 1048575), walk) as served,
        arrayFill(begun -> begun != 0,
        arrayMap((at, step, before) -> if(bitAnd(step, 1) != 0, at, 0), times, served, times)) as begun_0, arrayFill(begun -> begun != 0,
        arrayMap((at, step, before) -> if(bitAnd(step, 2) != 0 and at <= before + toUInt64('2592000000'), before, 0), times, served, arrayShiftRight(begun_0, 1))) as begun_1, arrayFill(begun -> begun != 0,
        arrayMap((at, step, before) -> if(bitAnd(step, 4) != 0 and at <= before + toUInt64('2592000000'), before, 0), times, served, arrayShiftRight(begun_1, 1))) as begun_2
      from (
        select dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key) as who, groupArray(bitOr(
    bitShiftLeft(toUInt128(bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(timestamp)), 20), bitShiftRight(arrival, 44))), 64),
    toUInt64(bitOr(bitShiftLeft(arrival, 20), toUInt64(0) + bitShiftLeft(toUInt64(event = 'Product Viewed'), 0) + bitShiftLeft(toUInt64(event = 'Order Completed'), 1) + bitShiftLeft(toUInt64(event = 'Order Delivered'), 2))))) as places,
          groupBitOr(toUInt64(0) + bitShiftLeft(toUInt64(event = 'Product Viewed'), 0) + bitShiftLeft(toUInt64(event = 'Order Completed'), 1) + bitShiftLeft(toUInt64(event = 'Order Delivered'), 2)) as visited, maxIf(timestamp, 0) as last_at
          
        from events final
        where timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and ((event = 'Product Viewed') or (event = 'Order Completed') or (event = 'Order Delivered')) and who != 0
        group by who)))
