
    select column_number as link_column,
      if(node_from = 0 or rank_from <= 8, node_from, 1) as from_node, if(node_to = 0 or rank_to <= 8, node_to, 1) as to_node,
      sum(taken) as people, quantilesExactInclusiveMerge(0.5, 0.9)(states) as spent
    from (
      select *, dense_rank() over (partition by column_number order by node_from <= 1, reached_from desc, node_from) as rank_from,
        dense_rank() over (partition by column_number order by node_to <= 1, reached_to desc, node_to) as rank_to
      from (
        select *, sum(taken) over (partition by column_number, node_from) as reached_from,
          sum(taken) over (partition by column_number, node_to) as reached_to
        from (
          select toUInt32(bitShiftRight(link, 36)) as column_number, toUInt32(bitAnd(bitShiftRight(link, 18), 262143)) as node_from, toUInt32(bitAnd(link, 262143)) as node_to,
            count() as taken, quantilesExactInclusiveState(0.5, 0.9)(lasted) as states
          from (select spans, arraySlice(
    arrayMap((place, node, next) -> bitOr(bitOr(bitShiftLeft(toUInt64(place), 36),
    bitShiftLeft(toUInt64(node), 18)), toUInt64(next)), range(length(nodes)), nodes, arrayShiftLeft(nodes, 1)), 1, 4) as links from (
    select who,
      arraySlice(arrayFilter((each, new) -> new, reached, changes), 1, 5) as nodes,
      arraySlice(arrayFilter((each, new) -> new, arraySlice(whole, 1, kept), changes), 1, 5) as times,
      arraySlice(arrayFilter((each, new) -> new, arraySlice(gaps, 1, kept - 1), arrayPopFront(changes)), 1, 4) as spans
    from (
      select who, arrayFirstIndex(packed -> bitAnd(toUInt32(packed), 262144) != 0, sorted) as begin, 0 as stop, arrayFilter(packed -> bitAnd(toUInt32(packed), toUInt32(262143)) != 0, arraySlice(sorted, begin + 1, toInt64(length(sorted)))) as between, arrayFirstIndex(packed -> not (bitAnd(toUInt32(packed), 262144) != 0), between) as moved_on,
        arrayPushFront(between, sorted[begin]) as ahead,
        arrayMap(packed -> toUInt64(bitShiftRight(packed, 84)), ahead) as whole,
        arrayMap((at, before) -> abs(toInt64(at) - toInt64(before)), arrayPopFront(whole), arrayPopBack(whole)) as gaps,
        arrayFirstIndex(lasted -> lasted > toUInt64('1800000'), gaps) as gap,
        if(gap = 0, toInt64(length(whole)), toInt64(gap)) as kept,
        arraySlice(arrayPushFront(arrayMap((packed, at) -> if(at < moved_on or moved_on = 0, toUInt32(2), bitAnd(toUInt32(packed), toUInt32(262143))), between, arrayEnumerate(between)), toUInt32(2)), 1, kept) as reached,
        arrayMap((node, before) -> node != before or node = 1, reached, arrayShiftRight(reached, 1)) as changes
      from (
        select who, unnamed, arraySort(log) as sorted
        from (
          select dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key) as who, groupArray(bitOr(
    bitShiftLeft(toUInt128(bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(timestamp)), 20), bitShiftRight(arrival, 44))), 64),
    toUInt64(bitOr(bitShiftLeft(arrival, 20), toUInt32(transform(event, CAST(['','Product Viewed','Cart Viewed','Order Completed'], 'Array(String)'), [0,2,3,4], 1)) + 262144 * event = 'Product Viewed' + 524288 * 0)))) as log,
            max(event = 'Product Viewed') as anchored, countIf(not (event != '')) as unnamed
          from events final
          where timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and type not in ('identify', 'group', 'alias') and 1 and (event != '' or (event = 'Product Viewed' or 0)) and who != 0
          group by who)
        where anchored)
      where begin != 0 )))
          array join links as link, arrayResize(spans, length(links)) as lasted
          group by link)))
    group by link_column, from_node, to_node
    order by link_column, people desc, from_node, to_node
