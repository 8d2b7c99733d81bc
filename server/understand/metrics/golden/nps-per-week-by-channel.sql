select 0 as is_other, if(is_other, null, nullIf(toString(channel), '')) as out_0, roundDown(toUnixTimestamp64Milli(timestamp), [toInt64('1774220400000'), toInt64('1774821600000'), toInt64('1775426400000')]) as bucket, count() as weight, countIf((event = 'Feedback Received' and feedback_type = 'nps' and isNotNull(feedback_score)) and (feedback_score >= 9)) as m0_promoters, countIf((event = 'Feedback Received' and feedback_type = 'nps' and isNotNull(feedback_score)) and (feedback_score <= 6)) as m0_detractors, countIf((event = 'Feedback Received' and feedback_type = 'nps' and isNotNull(feedback_score)) and not (feedback_score >= 9) and not (feedback_score <= 6)) as m0_passives
    from events final
    where timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and (1) and ((event = 'Feedback Received' and feedback_type = 'nps' and isNotNull(feedback_score)))
    group by is_other, out_0, bucket
    order by weight desc
    limit 3003
