import { afterEach, describe, expect, it, vi } from "vitest";
import { languageOf, localeOf } from "./language.ts";
import { currentLanguage, needWords, switchLanguage, translation, type WordSet } from "./words.ts";

/** As `t`, for keys that only this test has. */
const say = (key: string, values?: Record<string, string | number>) =>
  (translation().t as (key: string, values?: Record<string, string | number>) => string)(key, values);
const set = (en: Record<string, string>, de: Record<string, string>): WordSet => ({
  en: async () => ({ default: en }),
  de: async () => ({ default: de }),
});

afterEach(() => switchLanguage("en"));

describe("words", () => {
  it("put values in their places, and choose the plural by the count", async () => {
    await needWords([
      set(
        {
          "test.hello": "Hello {{name}}, {{name}}",
          "test.people_one": "{{count}} person",
          "test.people_other": "{{count, number}} people",
        },
        {
          "test.hello": "Hallo {{name}}, {{name}}",
          "test.people_one": "{{count}} Person",
          "test.people_other": "{{count, number}} Personen",
        },
      ),
    ]);
    expect(say("test.hello", { name: "$&" })).toBe("Hello $&, $&");
    expect(say("test.people", { count: 1 })).toBe("1 person");
    expect(say("test.people", { count: 0 })).toBe("0 people");
    expect(say("test.people", { count: 1234 })).toBe("1,234 people");
    await switchLanguage("de");
    expect(say("test.people", { count: 1234 })).toBe("1.234 Personen");
  });

  it("come in a language that is chosen later", async () => {
    await needWords([set({ "test.later": "later" }, { "test.later": "später" })]);
    expect(say("test.later")).toBe("later");
    await switchLanguage("de");
    expect(say("test.later")).toBe("später");
  });

  it("that are on their way while another language is chosen come in that one", async () => {
    let arrive = (_words: { default: Record<string, string> }) => undefined as unknown;
    const slow: WordSet = {
      en: () => new Promise((resolve) => (arrive = resolve)),
      de: async () => ({ default: { "test.slow": "langsam" } }),
    };
    const coming = needWords([slow]);
    await switchLanguage("de");
    arrive({ default: { "test.slow": "slow" } });
    await coming;
    expect(say("test.slow")).toBe("langsam");
  });

  it("that did not come are asked for again, and the language stays", async () => {
    const de = vi.fn(async () => ({ default: { "test.flaky": "da" } }));
    de.mockRejectedValueOnce(new Error("no network"));
    await needWords([{ en: async () => ({ default: { "test.flaky": "there" } }), de }]);
    await expect(switchLanguage("de")).rejects.toThrow("no network");
    expect([currentLanguage(), say("test.flaky")]).toEqual(["en", "there"]);
    await switchLanguage("de");
    expect([currentLanguage(), say("test.flaky")]).toEqual(["de", "da"]);
  });

  it("that are not known are said as they came", () => {
    expect(translation().wordOr("test.nothing", "as it came")).toBe("as it came");
  });
});

describe("the language of a tag", () => {
  it.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["DE_at", "de"],
    ["en-US@posix", "en"],
    ["en_US.UTF-8", "en"],
    ["C", undefined],
    ["POSIX", undefined],
    ["", undefined],
    ["den", undefined],
    ["fr-CA", undefined],
  ])("%j is %j", (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  it.each([
    [["en-US@posix"], "en"],
    [["en_US", "en-GB"], "en-GB"],
    [["C", "", "de-CH"], "en"],
    [[], "en"],
    [["en-GB", "en"], "en-GB"],
  ])("numbers and dates after %j are written as in %s", (tags, locale) => {
    expect(localeOf("en", tags)).toBe(locale);
    expect(() => new Intl.NumberFormat(localeOf("en", tags))).not.toThrow();
  });
});
