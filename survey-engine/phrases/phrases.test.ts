import { expect, test } from "vitest";
import { faultCodes } from "../faults.ts";
import { nps, pageEach } from "../testing/plain-survey.ts";
import { loadPhrases, phraseKeys, sayPhrase, spoken } from "./phrases.ts";

test("every language that the program speaks says everything, with the values that there are", async () => {
  for (const load of Object.values(spoken)) {
    const phrases = await load();
    expect(Object.keys(phrases).sort()).toEqual([...phraseKeys].sort());
    for (const [code, names] of Object.entries<readonly string[]>(faultCodes)) {
      const used = [...phrases[code as keyof typeof faultCodes].matchAll(/\{\{(\w+)\}\}/g)].map(
        ([, name]) => name ?? "",
      );
      expect(names).toEqual(expect.arrayContaining(used));
    }
  }
});

test("a survey's own words come first, numbers as the language writes them", async () => {
  const survey = pageEach([nps("nps")], { phrases: { next: { "de-AT": "Weita", en: "Go on" } } });
  const austrian = await loadPhrases(survey, "de-AT");
  expect([austrian.next, austrian.back]).toEqual(["Weita", "Zurück"]);
  expect(sayPhrase(austrian, "too_big", "de", { maximum: 1234.5 })).toBe("Bitte höchstens 1.234,5 angeben.");
  expect((await loadPhrases(survey, "fr")).back).toBe("Back");
});
