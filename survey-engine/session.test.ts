import { describe, expect, test } from "vitest";
import type { Block } from "./definition.ts";
import { look } from "./look.ts";
import type { Question } from "./questions.ts";
import { replay, submissionOf } from "./replay.ts";
import { type Action, act, begin, resume, type State } from "./session.ts";
import type { Sitting } from "./sitting.ts";
import { multiple, nps, pageEach, plainSurvey, said, single, sitWith, text } from "./testing/plain-survey.ts";

function answer(key: string, given: unknown): Action {
  return { do: "answer", key, given };
}

const next: Action = { do: "next" };
const back: Action = { do: "back" };

function stateAfter(sitting: Sitting, ...actions: Action[]): State {
  return actions.reduce((state, action) => act(sitting, state, action), begin(sitting));
}

const because = (field: string, value: string) => ({ field, op: "eq", value }) as const;

test("a branch that was left is kept, not sent as an answer, and there again when it is taken", () => {
  const sitting = sitWith(
    pageEach([
      single("why", ["price", "quality"]),
      text("price", { show: because("answers.why", "price") }),
      text("last"),
    ]),
  );
  const state = stateAfter(
    sitting,
    answer("why", "price"),
    next,
    answer("price", "Too much"),
    next,
    back,
    back,
    answer("why", "quality"),
    next,
  );
  expect(state.page).toBe("page_last");
  expect(submissionOf(sitting, state)).toEqual({
    answers: { why: "quality" },
    left: { price: "Too much" },
    page: "page_last",
  });
  expect(replay(sitting, submissionOf(sitting, state))).toMatchObject({
    left: { price: "Too much" },
    asked: ["why", "last"],
  });
  const again = [back, answer("why", "price"), next].reduce((now, action) => act(sitting, now, action), state);
  expect(look(sitting, again).page?.questions[0]).toMatchObject({ key: "price", answer: "Too much" });
});

test("what an answer makes required is required until the answer is changed", () => {
  const page = {
    id: "one",
    questions: [nps("nps"), text("why", { require: { field: "answers.nps", op: "lte", value: 6 } })],
  };
  const sitting = sitWith(plainSurvey([{ id: "main", pages: [page] }]));
  const unhappy = stateAfter(sitting, answer("nps", 3), next);
  expect(unhappy).toMatchObject({ page: "one", faults: { why: [{ path: "answers.why", code: "required" }] } });
  const happy = act(sitting, act(sitting, unhappy, answer("nps", 9)), next);
  expect(happy).toMatchObject({ page: null, ending: "thanks", faults: {} });
  expect(replay(sitting, { answers: { nps: 3 }, left: {}, page: null })).toEqual({
    faults: [{ path: "answers.why", code: "required", values: {} }],
  });
  expect(replay(sitting, { answers: { nps: 3 }, left: {}, page: "one" })).toMatchObject({ ending: null });
});

test("what cannot be taken keeps somebody on the page, and the former answer is gone", () => {
  const sitting = sitWith(pageEach([nps("nps")]));
  const state = stateAfter(sitting, answer("nps", 9), answer("nps", 11), next);
  expect(state.answers).toEqual({});
  expect(state.faults.nps).toEqual([{ path: "answers.nps", code: "too_big", values: { maximum: 10 } }]);
  expect(act(sitting, act(sitting, state, answer("nps", "")), next).ending).toBe("thanks");
});

describe("a block for each of a list", () => {
  const quality: Question = {
    id: "quality",
    type: "csat",
    points: 5,
    look: "stars",
    text: said("{{item.name}}?"),
    ends: { low: said("a"), high: said("b") },
  };
  const why = text("why", { show: { field: "answers.quality", op: "lte", value: 2 } });
  const line: Block = {
    id: "line",
    repeat: { over: "hidden.lines", most: 50 },
    pages: [{ id: "product", questions: [quality, why] }],
  };
  const definition = plainSurvey([line, { id: "rest", pages: [{ id: "last", questions: [text("last")] }] }], {
    hidden: [{ id: "lines", kind: "list" }],
    scores: [{ id: "order", how: "mean", of: [{ answer: "quality" }] }],
  });
  const lines = (count: number) =>
    Array.from({ length: count }, (_each, index) => ({ key: `A.${index}`, name: `Thing ${index}` }));

  test("of nothing is passed over", () => {
    expect(begin(sitWith(definition)).page).toBe("last");
    expect(begin(sitWith(definition, { hidden: { lines: [] } })).page).toBe("last");
  });

  test("asks each of fifty, by its own answers", () => {
    const sitting = sitWith(definition, { hidden: { lines: lines(50) } });
    let state = begin(sitting);
    expect(look(sitting, state)).toMatchObject({
      page: { key: "product#A.0", questions: [{ text: "Thing 0?" }] },
      progress: { most: 101 },
    });
    for (let index = 0; index < 50; index += 1) {
      state = act(sitting, state, answer(`quality#A.${index}`, index === 3 ? 1 : 5));
      expect(look(sitting, state).page?.questions.length).toBe(index === 3 ? 2 : 1);
      state = act(sitting, state, next);
    }
    expect(state.page).toBe("last");
    const replayed = replay(sitting, submissionOf(sitting, act(sitting, state, next)));
    expect(replayed).toMatchObject({ ending: "thanks", scores: { order: (49 * 5 + 1) / 50 } });
  });

  test("takes no answer about what is not in the list, and none about nothing", () => {
    const sitting = sitWith(definition, { hidden: { lines: lines(1) } });
    expect(replay(sitting, { answers: { "quality#B": 5, quality: 4 }, left: {}, page: "product#A.0" })).toEqual({
      faults: [{ path: "answers.quality", code: "unexpected", values: {} }],
    });
    expect(replay(sitting, { answers: { "quality#B": 5 }, left: {}, page: "product#A.0" })).toEqual({
      faults: [{ path: "answers.quality#B", code: "not_shown", values: {} }],
    });
  });

  test("goes over the options that were chosen, and what was typed beside them", () => {
    const met = multiple("met", ["shop", "site"], { other: { text: said("Other") } });
    const each: Block = {
      id: "each",
      repeat: { over: "answers.met", most: 5 },
      pages: [{ id: "how", questions: [quality] }],
    };
    const sitting = sitWith(plainSurvey([{ id: "first", pages: [{ id: "where", questions: [met] }] }, each]));
    const state = stateAfter(sitting, answer("met", ["site", { other: "The fair" }]), next);
    expect(look(sitting, state).page?.questions[0]?.text).toBe("Option site?");
    expect(look(sitting, act(sitting, state, next)).page).toMatchObject({
      key: "how#other",
      questions: [{ text: "The fair?" }],
    });
  });
});

describe("steps", () => {
  const pages = (...ids: string[]) => ids.map((id) => ({ id, questions: [text(`q_${id}`)] }));

  test("lead over pages, set and add, and end early", () => {
    const [a, b, c, d] = pages("a", "b", "c", "d");
    const hasSaid = (value: string) => because("answers.q_a", value);
    const start = {
      ...(a ?? { id: "a", questions: [] }),
      after: [
        { when: hasSaid("jump"), set: "kind", to: "jumper" },
        { add: "points", by: 2 },
        { when: hasSaid("jump"), jump: "d" },
        { when: hasSaid("end"), end: "early" },
      ],
    };
    const rest = [b, c, d].filter((page) => page !== undefined);
    const sitting = sitWith(
      plainSurvey([{ id: "one", pages: [start, ...rest] }], {
        variables: [
          { id: "points", start: 1 },
          { id: "kind", start: "none" },
        ],
        endings: [
          { id: "thanks", title: said("Thanks, {{variables.kind}} of {{variables.points}}") },
          { id: "early", title: said("Bye") },
        ],
      }),
    );
    const jumped = stateAfter(sitting, answer("q_a", "jump"), next);
    expect(jumped.page).toBe("d");
    expect(look(sitting, act(sitting, jumped, back)).page?.key).toBe("a");
    expect(look(sitting, act(sitting, jumped, next)).ending?.title).toBe("Thanks, jumper of 3");
    expect(stateAfter(sitting, answer("q_a", "end"), next).ending).toBe("early");
    expect(stateAfter(sitting, answer("q_a", "on"), next).page).toBe("b");
  });

  test("to a block that is not shown lead on behind it", () => {
    const [a, b, c] = pages("a", "b", "c");
    const first = { ...(a ?? { id: "a", questions: [] }), after: [{ jump: "two" }] };
    const blocks: Block[] = [
      { id: "one", pages: [first] },
      { id: "two", show: because("hidden.plan", "gold"), pages: b ? [b] : [] },
      { id: "three", pages: c ? [c] : [] },
    ];
    expect(stateAfter(sitWith(plainSurvey(blocks)), next).page).toBe("c");
    expect(stateAfter(sitWith(plainSurvey(blocks), { hidden: { plan: "gold" } }), next).page).toBe("b");
  });
});

test("a full quota leads to its ending, once all that it asks about was answered", () => {
  const definition = pageEach([single("sex", ["a", "b"]), nps("nps")], {
    endings: [
      { id: "thanks", title: said("Thanks") },
      { id: "full", title: said("Full") },
    ],
    quotas: [{ id: "not_a", when: { not: because("answers.sex", "a") }, limit: 5, ending: "full" }],
  });
  expect(stateAfter(sitWith(definition), answer("sex", "b"), next).page).toBe("page_nps");
  const sitting = sitWith(definition, { full: ["not_a"] });
  expect(stateAfter(sitting, next).page).toBe("page_nps");
  const state = stateAfter(sitting, answer("sex", "b"), next);
  expect(state.ending).toBe("full");
  expect(replay(sitting, submissionOf(sitting, state))).toMatchObject({ ending: "full", quotas: ["not_a"] });
});

test("somebody goes on with what was kept, at the first page that lacks something", () => {
  const sitting = sitWith(pageEach([nps("nps", { require: true }), text("why"), text("last")]));
  expect(resume(sitting, { answers: { nps: 4, why: "x" }, page: "page_why" }).page).toBe("page_why");
  expect(resume(sitting, { answers: { nps: 44, why: "x" } as never, page: "page_why" })).toMatchObject({
    page: "page_nps",
    answers: { why: "x" },
  });
  expect(resume(sitting, { answers: {}, page: "gone" }).page).toBe("page_nps");
});

test("a replay names everything that it refuses", () => {
  const sitting = sitWith(
    pageEach([
      nps("nps", { require: true }),
      text("why", { most: 3, show: { field: "answers.nps", op: "lt", value: 7 } }),
    ]),
  );
  const faults = (answers: Record<string, unknown>, page: string | null = null, left = {}) => {
    const replayed = replay(sitting, { answers, left, page });
    return "faults" in replayed ? replayed.faults.map(({ path, code }) => `${path} ${code}`) : [];
  };
  expect(faults({ nps: 9, why: "x" })).toEqual(["answers.why not_shown"]);
  expect(faults({ nps: 3, why: "long" })).toEqual(["answers.why too_long"]);
  expect(faults({ nps: { a: 1 }, mood: 3 })).toEqual(["answers.nps wrong_type", "answers.mood unexpected"]);
  expect(faults({}, null)).toEqual(["answers.nps required"]);
  expect(faults({ nps: 9 }, "page_why")).toEqual(["page not_shown"]);
  expect(faults({ nps: 9 }, null, { why: "ab" })).toEqual([]);
  expect(faults({ nps: 3 }, null, { why: "ab" })).toEqual(["left.why unexpected"]);
  expect(faults(Object.fromEntries(Array.from({ length: 3_000 }, (_each, index) => [`q${index}`, 1])))[0]).toBe(
    "answers too_many",
  );
  expect(faults(JSON.parse('{"__proto__": 1, "nps": 9}'))).toEqual(["answers.__proto__ unexpected"]);
});

test("two hundred questions are answered without delay, and a way is never longer than the survey", () => {
  const questions = Array.from({ length: 200 }, (_each, index) =>
    nps(`q${index}`, index > 0 ? { show: { field: `answers.q${index - 1}`, op: "exists" } } : {}),
  );
  const sitting = sitWith(pageEach(questions));
  let state = begin(sitting);
  let moves = 0;
  for (; state.page !== null; moves += 1) state = act(sitting, act(sitting, state, answer(`q${moves}`, 5)), next);
  expect(moves).toBe(200);
});
