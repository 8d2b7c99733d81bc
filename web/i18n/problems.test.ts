import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../contracts/client.ts";
import type { DeclaredProblem } from "../../contracts/declare-problems.ts";
import { fieldProblems } from "../../contracts/field-problems.ts";
import { problems } from "../../contracts/problems.ts";
import { faultOf, reasonOf } from "../ui/problem-words.ts";
import { Unreachable } from "../ui/unreachable.ts";
import { appWords, entranceWords } from "../words.ts";
import { languages, needWords, switchLanguage } from "./words.ts";

const web = fileURLToPath(new URL("..", import.meta.url));
/** The server's own language: what it says is shown as it came. */
const SERVER = "en";
const others = languages.map(({ value }) => value).filter((language) => language !== SERVER);

const declared = Object.entries<DeclaredProblem>(problems);
const placesIn = (text = "") => [...text.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map(([, name = ""]) => name);
const namesOf = ({ detail, reason, more = [] }: DeclaredProblem) => [
  ...placesIn(detail),
  ...placesIn(reason),
  ...more,
  ...(reason === undefined ? [] : ["path"]),
];

/** Words of problems in a language, each with the file it stands in. */
function wordsIn(language: string): [key: string, text: string][] {
  const files = readdirSync(web, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(`problems.${language}.json`),
  );
  return files.flatMap((name) => Object.entries(JSON.parse(readFileSync(join(web, name), "utf8")) as object));
}

describe.each(others)("problems in %s", (language) => {
  const words = wordsIn(language);

  it("have words for every code, in one place, and for no other", () => {
    expect(words.map(([key]) => key).sort()).toEqual(declared.map(([code]) => `problem.${code}`).sort());
  });

  it("leave nothing empty and say only values that come with the code", () => {
    for (const [key, text] of words) {
      const known = declared.find(([code]) => key === `problem.${code}`)?.[1];
      expect(text, key).not.toBe("");
      expect(
        placesIn(text).filter((name) => known && !namesOf(known).includes(name)),
        key,
      ).toEqual([]);
    }
  });
});

it("a field is told by another code than a whole problem, and in every language", () => {
  for (const [code, names] of Object.entries<readonly string[]>(fieldProblems)) {
    expect(code in problems, code).toBe(false);
    for (const { value } of languages) {
      const texts = JSON.parse(readFileSync(join(web, `ui/words.${value}.json`), "utf8")) as Record<string, string>;
      const text = texts[`field.${code}`];
      expect(text, `${value} ${code}`).toEqual(expect.any(String));
      expect(
        placesIn(text).filter((name) => !names.includes(name)),
        code,
      ).toEqual([]);
    }
  }
});

describe("the German page", () => {
  beforeAll(async () => {
    vi.stubGlobal("navigator", { languages: ["de-DE"] });
    await needWords([entranceWords, appWords]);
    await switchLanguage("de");
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    await switchLanguage("en");
  });

  const PROSE = "the server's prose";
  const lists = ["names", "kinds", "types", "options"];
  const sample = (name: string) => {
    if (name === "instant") return "2026-03-29T01:30:00.000Z";
    if (name === "kind") return "saved_query";
    return lists.includes(name) ? ["segment"] : name === "role" ? "owner" : 1234;
  };
  const valuesOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, sample(name)]));
  const answer = { type: "about:blank", title: "", status: 400, detail: PROSE, requestId: "r" };

  it.each(declared)("says %s in German", (code, known) => {
    const values = valuesOf(namesOf(known));
    const fields = [{ path: "a", code: "required", values: {}, reason: PROSE }];
    for (const problem of [
      { ...answer, code, values },
      { ...answer, code, values, fields },
    ]) {
      const said = reasonOf(new ApiError(problem));
      expect(said).not.toContain(PROSE);
      expect(said).not.toMatch(/\{\{|undefined|NaN|saved_query|\bowner\b/);
      expect(said.length).toBeGreaterThan(10);
    }
    expect(faultOf({ path: "a", code, values, reason: PROSE })).not.toContain(PROSE);
  });

  it("puts the values in, as a German reads them", () => {
    const say = (code: string, values: Record<string, string | number | string[]>) =>
      reasonOf(new ApiError({ ...answer, code, values }));
    expect(say("role_needed", { role: "owner" })).toContain("„Inhaber“");
    expect(say("name_taken", { kind: "saved_query", name: "Montag", differ: "case" })).toMatch(
      /„Montag“.*Gespeicherte Abfrage/,
    );
    expect(say("too_many_people", { path: "of", total: 12345, most: 10000 })).toMatch(/12\.345.*10\.000/);
    expect(
      say("in_use", { kind: "segment", users: "x", kinds: ["persona", "tile"], names: ["Ann", ""], total: 2 }),
    ).toBe("Es wird noch verwendet (insgesamt 2-mal): Ann, Kachel. Nehmen Sie es dort zuerst heraus.");
    expect(say("expires_too_late", { path: "expiresAt", instant: "2026-03-29T12:30:00.000Z" })).toMatch(/29\.03\.2026/);
  });

  it("calls an error the network's only where nothing came back", () => {
    const unreachable = reasonOf(new Unreachable(new TypeError("Failed to fetch")));
    expect(unreachable).toBe("Der Server hat nicht geantwortet.");
    const own = [new RangeError("Invalid time value"), new TypeError("x is not a function"), "thrown", undefined];
    for (const error of own) expect(reasonOf(error)).toBe("Auf dieser Seite ist etwas schiefgegangen.");
  });

  it("says what is wrong with the first field of a request, and the server's prose of what it does not know", () => {
    const fields = [{ path: "name", code: "too_long", values: { maximum: 1200 }, reason: PROSE }];
    const refused = { ...answer, code: "invalid_request", values: { fault: PROSE }, fields };
    expect(reasonOf(new ApiError(refused))).toBe("So ist die Eingabe nicht möglich: Zu lang. Höchstens 1.200 Zeichen.");
    expect(reasonOf(new ApiError({ ...answer, code: "of_a_newer_server", values: {} }))).toBe(PROSE);
    expect(reasonOf(new ApiError({ ...answer, code: "text_too_long", values: {} }))).toBe(PROSE);
  });
});
