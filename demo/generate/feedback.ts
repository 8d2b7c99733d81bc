import { type Slots, writeComment } from "../words/comments.ts";
import type { Cause } from "../words/sentences.ts";
import type { Person } from "./people.ts";
import type { Simulation } from "./simulation.ts";

/** Answers given together: each becomes one feedback record with the same submission id. */
export interface Answers {
  nps?: number;
  csat?: number;
  ces?: number;
  /** 1–5: what the person had expected, on the scale of satisfaction. */
  expectation?: number;
  /** −2…2. */
  emotion?: number;
  resolved?: boolean;
}

const QUESTIONS = {
  nps: { type: "nps", label: "How likely are you to recommend us?" },
  csat: { type: "csat", label: "How satisfied are you with this?" },
  ces: { type: "ces", label: "We made it easy for you. Do you agree?" },
  expectation: { type: "rating", label: "How good did you expect this to be?" },
  emotion: { type: "rating", label: "How did it make you feel?" },
} as const;

const NUMBERED = ["nps", "csat", "ces", "expectation", "emotion"] as const;

export interface Moment {
  time: number;
  touchpoint: string;
  channel: string;
  /** Circumstances to slice by, such as region, device, order id. */
  about: Record<string, string | number | boolean>;
}

export interface Remark {
  cause: Cause;
  /** How likely the person writes something besides the scores. */
  chance: number;
  slots?: Slots;
}

export function giveFeedback(sim: Simulation, person: Person, moment: Moment, answers: Answers, remark: Remark): void {
  const submission = sim.reference("fb");
  const common = {
    source_type: "survey",
    source_id: `after-${moment.touchpoint}`,
    submission_id: submission,
    language: person.language,
    metadata: moment.about,
    collected_at: new Date(Math.round(moment.time)).toISOString(),
    channel: moment.channel,
    touchpoint: moment.touchpoint,
  };
  const send = (record: Record<string, unknown>): void =>
    sim.track(moment.time, person, "Feedback Received", moment.channel, { ...common, ...moment.about, ...record });
  for (const field of NUMBERED) {
    const value = answers[field];
    if (value === undefined) continue;
    const question = QUESTIONS[field];
    send({ field_id: field, field_type: question.type, field_label: question.label, value_number: value });
  }
  if (answers.resolved !== undefined) {
    const label = "Was your request resolved the first time?";
    send({ field_id: "resolved", field_type: "boolean", field_label: label, value_boolean: answers.resolved });
  }
  if (sim.random.chance(remark.chance)) {
    const text = writeComment(sim.random, person.language, remark.cause, { city: person.city, ...remark.slots });
    send({ field_id: "comment", field_type: "text", field_label: "Why?", value_text: text });
  }
}

/** Satisfaction 1–5 around a mean, shifted by the person's own bent. */
export function satisfaction(sim: Simulation, person: Person, mean: number): number {
  return sim.random.score(mean + person.mood * 0.6, 0.75, 1, 5);
}

/** Effort 1–7, higher is easier. */
export function ease(sim: Simulation, person: Person, mean: number): number {
  return sim.random.score(mean + person.mood * 0.8, 1.05, 1, 7);
}

/** The feeling that goes with a satisfaction of 1–5. */
export function feeling(sim: Simulation, satisfied: number): number {
  return sim.random.score(satisfied - 3, 0.5, -2, 2);
}
