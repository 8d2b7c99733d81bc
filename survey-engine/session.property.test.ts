import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "./check/check.ts";
import { isError } from "./check/finding.ts";
import type { SurveyDefinition } from "./definition.ts";
import { look } from "./look.ts";
import { isAsked } from "./questions.ts";
import { replay, submissionOf } from "./replay.ts";
import { act, begin, resume, type State } from "./session.ts";
import type { Sitting } from "./sitting.ts";
import { drawAnswer, drawNonsense } from "./testing/draw-answer.ts";
import { type Draw, drawSurvey } from "./testing/draw-survey.ts";
import { sitWith } from "./testing/plain-survey.ts";

const LINES = ["a", "b", "c"].map((key) => ({ key, name: `Thing ${key}` }));

/** Drawn until one may be published; most may not, since conditions and steps put something out of reach. */
const MOST_DRAWN = 8;

/** Somebody in a survey that may be published; undefined where none was drawn. */
function drawSitting(draw: Draw): Sitting | undefined {
  let definition: SurveyDefinition | undefined;
  for (let drawn = 0; drawn < MOST_DRAWN && !definition; drawn += 1) {
    const survey = drawSurvey(draw);
    if (!check(survey).some(isError)) definition = survey;
  }
  if (!definition) return undefined;
  const hidden = { lines: LINES.slice(0, draw(4)), plan: draw(2) === 0 ? "gold" : "free" };
  const full = (definition.quotas ?? []).map(({ id }) => id).slice(0, draw(2));
  return sitWith(definition, { response: `r${draw(1_000)}`, hidden, full, traits: { name: "<Ann>" } });
}

/** Answers all that is shown, and what appears by that. */
function fill(draw: Draw, sitting: Sitting, state: State): State {
  let filled = state;
  for (let turn = 0; turn < 4; turn += 1)
    for (const { key, question, answer } of look(sitting, filled).page?.questions ?? [])
      if (isAsked(question) && (answer === undefined || answer === false))
        filled = act(sitting, filled, { do: "answer", key, given: answerOf(draw, sitting, question) });
  return filled;
}

function answerOf(draw: Draw, sitting: Sitting, question: Parameters<typeof drawAnswer>[1]) {
  const given = drawAnswer(draw, question, sitting);
  // Who must consent and would rather not say gets no further.
  return question.type === "consent" ? true : given;
}

function moveOn(draw: Draw, sitting: Sitting, state: State): State {
  const questions = look(sitting, state).page?.questions ?? [];
  const shown = questions[draw(questions.length || 1)];
  const number = draw(8);
  if (number === 0) return act(sitting, state, { do: "back" });
  if (number === 1) return act(sitting, fill(draw, sitting, state), { do: "next" });
  if (number === 2) return act(sitting, state, { do: "next" });
  if (!shown || !isAsked(shown.question)) return state;
  const given = number === 3 ? drawNonsense(draw) : number === 4 ? null : drawAnswer(draw, shown.question, sitting);
  return act(sitting, state, { do: "answer", key: shown.key, given });
}

/** The property of every survey that may be published; says how many of those drawn were. */
function holdsFor(property: (draw: Draw, sitting: Sitting) => void, numRuns = 25): number {
  let sat = 0;
  fc.assert(
    fc.property(fc.gen(), (gen) => {
      const draw: Draw = (count) => gen(fc.nat, { max: count - 1 });
      const sitting = drawSitting(draw);
      if (!sitting) return;
      sat += 1;
      property(draw, sitting);
    }),
    { numRuns },
  );
  return sat;
}

describe("in every survey that may be published, whatever somebody does", () => {
  test("what the session sends is accepted, and what was not shown is refused", () => {
    const sat = holdsFor((draw, sitting) => {
      let state = begin(sitting);
      for (let step = 0; step < 12; step += 1) {
        state = moveOn(draw, sitting, state);
        const submission = submissionOf(sitting, state);
        const replayed = replay(sitting, submission);
        if ("faults" in replayed) throw new Error(JSON.stringify(replayed.faults));
        expect(replayed.answers).toEqual(submission.answers);
        expect(replayed.ending).toBe(state.ending);
        // As JSON carries it, and for another device.
        expect(resume(sitting, JSON.parse(JSON.stringify(state))).page).toBe(state.page);
        const hiddenOne = notShown(sitting, replayed.asked);
        if (!hiddenOne) continue;
        const forged = {
          ...submission,
          answers: { ...submission.answers, [hiddenOne.key]: answerOf(draw, sitting, hiddenOne.question) },
        };
        const refused = replay(sitting, forged);
        expect("faults" in refused && refused.faults.map(({ path }) => path)).toContain(`answers.${hiddenOne.key}`);
      }
    });
    expect(sat).toBeGreaterThan(10);
  });

  test("there is a way to the end, and progress never goes back on it", () => {
    holdsFor((draw, sitting) => {
      let state = begin(sitting);
      for (let step = draw(10); step > 0; step -= 1) state = moveOn(draw, sitting, state);
      let { fraction } = look(sitting, state).progress;
      for (let moves = 0; state.page !== null; moves += 1) {
        if (moves > 60) throw new Error(`No end from ${state.page}`);
        const { page } = state;
        state = act(sitting, fill(draw, sitting, state), { do: "next" });
        expect(state.faults).toEqual({});
        expect(state.page).not.toBe(page);
        const { progress } = look(sitting, state);
        expect(progress.fraction).toBeGreaterThanOrEqual(fraction);
        fraction = progress.fraction;
      }
      expect(fraction).toBe(1);
      expect(look(sitting, state).ending?.id).toBe(state.ending);
    });
  });

  test("what is shown is the same each time it is looked at, and plain text", () => {
    holdsFor((_draw, sitting) => {
      const state = begin(sitting);
      const view = look(sitting, state);
      expect(look(sitting, JSON.parse(JSON.stringify(state)))).toEqual(view);
      for (const { options, question } of view.page?.questions ?? [])
        if (question.type === "single") expect(options.map(({ id }) => id).sort()).toEqual(allOptions(question));
    }, 10);
  });
});

function allOptions(question: Extract<SurveyDefinition["blocks"][0]["pages"][0]["questions"][0], { type: "single" }>) {
  return [...question.options.map(({ id }) => id), ...(question.other ? ["other"] : [])].sort();
}

/** A question that was not asked, by the key that its answer would have. */
function notShown(sitting: Sitting, asked: readonly string[]) {
  for (const { question, block } of sitting.places.values()) {
    const key = block.repeat ? `${question.id}#a` : question.id;
    if (isAsked(question) && !asked.includes(key)) return { key, question };
  }
  return undefined;
}
