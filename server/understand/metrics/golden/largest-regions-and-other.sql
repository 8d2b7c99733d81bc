select tuple(ifNull(concat('\x02', multiIf(JSONType(properties, 'region') = 'String', JSONExtractString(properties, 'region'), JSONType(properties, 'region') in ('Int64', 'UInt64', 'Double'), toString(JSONExtractFloat(properties, 'region') + 0), JSONType(properties, 'region') = 'Bool', if(JSONExtractBool(properties, 'region'), 'true', 'false'), null)), '\x01unset')) not in (tuple('\x02North'), tuple('\x01unset')) as is_other, if(is_other, null, multiIf(JSONType(properties, 'region') = 'String', JSONExtractString(properties, 'region'), JSONType(properties, 'region') in ('Int64', 'UInt64', 'Double'), toString(JSONExtractFloat(properties, 'region') + 0), JSONType(properties, 'region') = 'Bool', if(JSONExtractBool(properties, 'region'), 'true', 'false'), null)) as out_0, toInt64(0) as bucket, count() as weight, countIf(type not in ('identify', 'group', 'alias')) as m0_n
    from events final
    where timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and (1) and ((type not in ('identify', 'group', 'alias')))
    group by is_other, out_0, bucket
    order by weight desc
    limit 1001
