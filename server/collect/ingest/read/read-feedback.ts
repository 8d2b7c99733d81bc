import {
  type FeedbackRecord,
  feedbackRecord,
  scaleOf,
  USUAL_QUESTION,
} from "../../../../contracts/collect/feedback.ts";
import { isCleanText, UNCLEAN } from "../../../../contracts/words/well-formed.ts";
import type { EventRow } from "../../../log/events/events.ts";
import type { KnownQuestion, QuestionsByKey } from "../../questions/questions.ts";
import { asItsQuestionSays, withQuestion } from "./answer-to-question.ts";
import type { Fault, Message } from "./read-message.ts";

type FeedbackColumns = Pick<
  EventRow,
  "feedback_type" | "feedback_question" | "feedback_submission" | "feedback_scale" | "feedback_score" | "feedback_text"
>;

export const NO_FEEDBACK: FeedbackColumns = {
  feedback_type: "",
  feedback_question: "",
  feedback_submission: "",
  feedback_scale: 0,
  feedback_score: null,
  feedback_text: "",
};

/** A feedback record, and the question of the library that it scores; null where the library has none or it holds no score. */
export interface SaidFeedback {
  record: FeedbackRecord;
  question: KnownQuestion | null;
}

/** The feedback record that a message carries as its properties. Who answered may be said there or on the message. */
export function readFeedback(message: Message, questions: QuestionsByKey): SaidFeedback | Fault {
  const { userId, anonymousId, properties } = message;
  const { field_id } = properties;
  const asked = questions.size > 0 ? questions.get(String(field_id || USUAL_QUESTION)) : undefined;
  // Two spreads in one literal would cost more than all else that is done with the record.
  const read = feedbackRecord.safeParse({
    user_id: userId || undefined,
    anonymous_id: anonymousId || undefined,
    ...(asked ? withQuestion(properties, asked) : properties),
  });
  if (!read.success) {
    const issue = read.error.issues[0];
    return { field: (issue?.path ?? []).join("."), reason: issue?.message ?? "not a feedback record" };
  }
  const unclean = Object.entries(read.data).find(([, value]) => typeof value === "string" && !isCleanText(value));
  if (unclean) return { field: unclean[0], reason: UNCLEAN };
  return asItsQuestionSays(read.data, asked);
}

/** What makes a record the same record: sent again, it changes nothing. */
export function feedbackKey(record: FeedbackRecord): string[] {
  return ["feedback", record.source_type, record.source_id, record.submission_id, record.field_id];
}

export function feedbackColumns({ record, question }: SaidFeedback): FeedbackColumns {
  const score = scoreOf(record);
  const isReversed = question?.direction === "lower" && score !== null;
  const highest = question?.high ?? scaleOf(record.field_type, record.scale_max)?.[1] ?? record.scale_max;
  return {
    feedback_type: question?.kind ?? record.field_type,
    feedback_question: record.field_id,
    feedback_submission: record.submission_id,
    feedback_scale: Math.max(0, highest ?? 0),
    feedback_score: isReversed ? question.low + question.high - score : score,
    feedback_text: record.value_text ?? record.value_date ?? "",
  };
}

function scoreOf(record: FeedbackRecord): number | null {
  if (record.value_number !== undefined) return record.value_number;
  return record.value_boolean === undefined ? null : Number(record.value_boolean);
}
