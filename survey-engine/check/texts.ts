import { splitPath } from "../../contracts/words/fields.ts";
import { surveyLimits as limits } from "../../contracts/words/survey-limits.ts";
import type { Block, Language, Page, SurveyDefinition, Text } from "../definition.ts";
import { phraseKeys, spoken } from "../phrases/phrases.ts";
import { PLACE_IN_TEXT } from "../pipe.ts";
import { allTypes } from "../types/all.ts";
import type { TypeRules } from "../types/type-rules.ts";
import type { Fields, Standing } from "./fields.ts";
import { type Finding, finding } from "./finding.ts";
import { pagesOf, questionsOf, type TextPlace, textsIn } from "./outline.ts";

/** Every text: whole in every language that is published, not too long, with places for what is known there. */
export function checkTexts(definition: SurveyDefinition, fields: Fields): Finding[] {
  const { languages } = definition;
  return [
    ...textsIn(definition).flatMap((place) => checkLanguages(place, languages)),
    ...checkPhrases(definition),
    ...standingTexts(definition).flatMap(({ text, ...standing }) => checkPlaces(text, fields, standing)),
  ];
}

function checkLanguages({ path, text }: TextPlace, languages: readonly Language[]): Finding[] {
  const maximum = /(?:^|\.)(?:privacy|text|help)$/.test(path) ? limits.longText : limits.text;
  const places = languages.map((language) =>
    [...(text[language] ?? "").matchAll(PLACE_IN_TEXT)].map(([, name]) => name).sort(),
  );
  return languages.flatMap((language, index): Finding[] => {
    const said = text[language] ?? "";
    if (said.trim() === "") return [finding(path, "text_missing", { language })];
    if (said.length > maximum) return [finding(path, "text_too_long", { language, count: said.length, maximum })];
    return String(places[index]) === String(places[0]) ? [] : [finding(path, "places_differ", { language })];
  });
}

/** Buttons and errors, in languages that the program does not speak itself. */
function checkPhrases({ languages, phrases = {} }: SurveyDefinition): Finding[] {
  return languages.flatMap((language): Finding[] => {
    if (Object.hasOwn(spoken, language.split("-", 1)[0] ?? "")) return [];
    const missing = phraseKeys.filter((key) => !phrases[key]?.[language]?.trim());
    const [phrase] = missing;
    return phrase ? [finding("phrases", "phrase_missing", { language, phrase, more: missing.length - 1 })] : [];
  });
}

/** Texts with what is known where they are read. */
function standingTexts(definition: SurveyDefinition): (Standing & { text: Text })[] {
  const { blocks, endings, title, privacy } = definition;
  const questions = questionsOf(definition);
  const placed = (part: unknown, path: string, asked: number, block: Block | undefined) =>
    textsIn(part, path).map((place) => ({ ...place, asked, block }));
  const titled = (part: Block | Page, path: string, block: Block) => {
    const first = questions.find((place) => place.block === part || place.page === part);
    return part.title ? placed({ title: part.title }, path, first?.index ?? 0, block) : [];
  };
  return [
    ...placed({ title, ...(privacy && { privacy }) }, "", 0, undefined),
    ...blocks.flatMap((block, index) => titled(block, `blocks.${index}`, block)),
    ...pagesOf(definition).flatMap(({ path, page, block }) => titled(page, path, block)),
    ...questions.flatMap(({ path, question, block, index }) => placed(question, path, index, block)),
    ...placed({ endings }, "", questions.length, undefined),
  ];
}

function checkPlaces(text: Text, fields: Fields, standing: Standing): Finding[] {
  const found = new Map<string, Finding>();
  for (const said of Object.values(text)) {
    const rest = said.replace(PLACE_IN_TEXT, "");
    if (/\{\{|\}\}/.test(rest)) {
      const from = Math.max(0, rest.search(/\{\{|\}\}/) - 10);
      found.set("", finding(standing.path, "malformed_place", { text: rest.slice(from, from + 40) }));
    }
    for (const [, name = ""] of said.matchAll(PLACE_IN_TEXT)) {
      const [first] = fields.check(name, standing);
      if (first) found.set(name, first);
      else if (!canBeSaid(name, fields)) found.set(name, finding(standing.path, "cannot_be_piped", { name }));
    }
  }
  return [...found.values()];
}

function canBeSaid(name: string, fields: Fields): boolean {
  const [root, id = "", ...below] = splitPath(name);
  if (root !== "answers" || below.length > 0) return true;
  const type = fields.find(id)?.question.type;
  const rules: TypeRules | undefined = type && type !== "statement" ? allTypes[type] : undefined;
  return rules?.said !== undefined;
}
