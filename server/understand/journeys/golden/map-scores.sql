
    select step, now, avg(feedback_score) as mean
    from (
      select arrayJoin(arrayFilter((step, about) -> about, [0,1,2], [toBool(touchpoint = 'Product Viewed'), toBool(touchpoint = 'Order Completed'), toBool(touchpoint = 'Order Delivered')])) as step, (timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC')) as now,
        event, feedback_type, feedback_question, feedback_scale, feedback_score
      from events final
      where event = 'Feedback Received' and isNotNull(feedback_score) and (timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC')))
    group by step, now
