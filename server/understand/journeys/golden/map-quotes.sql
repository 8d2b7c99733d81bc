
    with quotes as (
    select arrayJoin(arrayFilter((step, about) -> about, [0,1,2], [toBool(touchpoint = 'Product Viewed'), toBool(touchpoint = 'Order Completed'), toBool(touchpoint = 'Order Delivered')])) as step, timestamp as said, arrival as arrived, dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key) as who, source,
      feedback_submission, language, substringUTF8(feedback_text, 1, 600) as words
    from events final
    where event = 'Feedback Received' and timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and feedback_text != '' and feedback_type not in ('categorical', 'date', 'boolean', 'fcr')
    order by said desc, arrived desc
    limit 3 by step)
    select step, words, language, toString(who) as person, toUnixTimestamp64Milli(said) as instant, score
    from quotes
    left join (
      select source, feedback_submission, argMin(feedback_score, (
        multiIf(feedback_type = 'csat', 1, feedback_type = 'nps', 2, feedback_type = 'ces', 3, 4), arrival)) as score
      from events final
      where event = 'Feedback Received' and timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and feedback_type in ('csat', 'nps', 'ces', 'emotion', 'rating') and isNotNull(feedback_score)
        and feedback_question != 'expectation' and feedback_submission != ''
        and feedback_submission global in (select feedback_submission from quotes)
      group by source, feedback_submission) as scores using (source, feedback_submission)
    order by step, said desc, arrived desc
