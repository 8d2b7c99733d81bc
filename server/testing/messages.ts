/** Builders of tracking messages for tests. Times are ISO; every message gets an id of its own unless one is given. */
let made = 0;

export function track(userId: string, event: string, timestamp: string, properties: object = {}, more: object = {}) {
  made += 1;
  return { type: "track", messageId: `test-${made}`, userId, event, timestamp, properties, ...more };
}

export function feedback(userId: string, type: string, score: number, timestamp: string, more: object = {}) {
  made += 1;
  return track(userId, "Feedback Received", timestamp, {
    source_type: "survey",
    source_id: "test",
    submission_id: `submission-${made}`,
    field_id: type,
    field_type: type,
    value_number: score,
    ...more,
  });
}
