select 0 as is_other, toInt64(0) as bucket, count() as weight, countIf(((1) and isNotNull(first_contact)) and (first_contact = 1)) as m0_hits, countIf((1) and isNotNull(first_contact)) as m0_n, countIf(((1) and person != 0 and timestamp + toIntervalSecond(604800) <= as_of) and (isNull(next_contact) or next_contact > 604800)) as m1_hits, countIf((1) and person != 0 and timestamp + toIntervalSecond(604800) <= as_of) as m1_n
    from (
    select opened_event as event, opened_type as type, opened_channel as channel, opened_touchpoint as touchpoint, opened_source as source, opened_language as language, opened_identifier_key as identifier_key, opened_user_id as user_id, opened_anonymous_id as anonymous_id, opened_properties as properties, opened_context as context, opened_by as person, opened_at as timestamp, toDateTime64('2026-04-10 00:00:00.000',3,'UTC') as as_of,
      replies, reopened, first_contact, first_level,
      dateDiff('millisecond', opened_at, replied_at) / 1000 as first_response,
      dateDiff('millisecond', opened_at, solved_at) / 1000 as first_resolution,
      dateDiff('millisecond', opened_at, last_solved_at) / 1000 as full_resolution,
      dateDiff('second', opened_at, leadInFrame(toNullable(opened_at)) over
        (partition by opened_by, JSONExtractString(opened_properties, 'topic') order by opened_at
         rows between unbounded preceding and unbounded following)) as next_contact,
      '' as feedback_type, '' as feedback_question, '' as feedback_text, null as feedback_score
    from (
    select JSONExtractString(properties, 'case_id') as case_key,
      argMinIf(event, (timestamp, arrival), event = 'Support Case Opened') as opened_event, argMinIf(type, (timestamp, arrival), event = 'Support Case Opened') as opened_type, argMinIf(channel, (timestamp, arrival), event = 'Support Case Opened') as opened_channel, argMinIf(touchpoint, (timestamp, arrival), event = 'Support Case Opened') as opened_touchpoint, argMinIf(source, (timestamp, arrival), event = 'Support Case Opened') as opened_source, argMinIf(language, (timestamp, arrival), event = 'Support Case Opened') as opened_language, argMinIf(identifier_key, (timestamp, arrival), event = 'Support Case Opened') as opened_identifier_key, argMinIf(user_id, (timestamp, arrival), event = 'Support Case Opened') as opened_user_id, argMinIf(anonymous_id, (timestamp, arrival), event = 'Support Case Opened') as opened_anonymous_id, argMinIf(properties, (timestamp, arrival), event = 'Support Case Opened') as opened_properties, argMinIf(context, (timestamp, arrival), event = 'Support Case Opened') as opened_context,
      argMinIf(dictGetOrDefault('person_of_identifier', 'person', identifier_key, identifier_key), (timestamp, arrival), event = 'Support Case Opened') as opened_by,
      minIf(timestamp, event = 'Support Case Opened') as opened_at,
      minOrNullIf(timestamp, event = 'Case Replied' and JSONExtractString(properties, 'by') != 'bot' and JSON_VALUE(properties, '$.public') != 'false') as replied_at,
      minOrNullIf(timestamp, event = 'Case Solved') as solved_at,
      maxOrNullIf(timestamp, event = 'Case Solved') as last_solved_at,
      countIf(event = 'Case Replied' and JSONExtractString(properties, 'by') != 'bot' and JSON_VALUE(properties, '$.public') != 'false') as replies,
      countIf(event = 'Case Reopened') as reopened,
      argMinIf(if(JSONHas(properties, 'first_contact'), toNullable(JSONExtractBool(properties, 'first_contact')), null),
        (timestamp, arrival), event = 'Case Solved') as first_contact,
      countIf(event = 'Case Solved' and JSON_VALUE(properties, '$.first_level') = 'false') = 0 as first_level
    from events final
    where event in ('Support Case Opened', 'Case Replied', 'Case Solved', 'Case Reopened') and timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-10 00:00:00.000',3,'UTC') and JSONExtractString(properties, 'case_id') != ''
    group by case_key
    having countIf(event = 'Support Case Opened') > 0))
    where timestamp >= toDateTime64('2026-03-23 23:00:00.000',3,'UTC') and timestamp < toDateTime64('2026-04-06 22:00:00.000',3,'UTC') and (1) and ((1) or (1))
    group by is_other, bucket
    order by weight desc
    limit 1001
