import type { SurveyDefinition } from "../definition.ts";
import { reservedOptions } from "../questions.ts";
import { type Finding, finding } from "./finding.ts";
import { pagesOf, questionsOf } from "./outline.ts";

const ID = /^[a-z][a-z0-9_]{0,63}$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

interface Named {
  path: string;
  id: string;
}

/** Ids: well formed, and each once among what could be taken for another. Languages: tags, each once. */
export function checkIds(definition: SurveyDefinition): Finding[] {
  const { format, blocks, endings, hidden = [], variables = [], scores = [], quotas = [], languages } = definition;
  const questions = questionsOf(definition).map(({ path, question }) => ({ path, question, id: question.id }));
  // Steps lead to pages and to blocks alike.
  const targets = [
    ...blocks.map(({ id }, index) => ({ path: `blocks.${index}`, id })),
    ...pagesOf(definition).map(({ path, page }) => ({ path, id: page.id })),
  ];
  const listed = (name: string, things: readonly { id: string }[]) =>
    things.map(({ id }, index) => ({ path: `${name}.${index}`, id }));
  return [
    ...(format === 1 ? [] : [finding("format", "unknown_format", { format: String(format) })]),
    ...languages.flatMap((language, index) => {
      const path = `languages.${index}`;
      if (!LANGUAGE.test(language)) return [finding(path, "malformed_language", { language })];
      return languages.indexOf(language) === index ? [] : [finding(path, "id_twice", { id: language })];
    }),
    ...checkNames(targets),
    ...checkNames(questions),
    ...checkNames(listed("endings", endings)),
    ...checkNames(listed("hidden", hidden)),
    ...checkNames(listed("variables", variables)),
    ...checkNames(listed("scores", scores)),
    ...checkNames(listed("quotas", quotas)),
    ...questions.flatMap(({ path, question }) => [
      ...("options" in question ? checkOptions(listed(`${path}.options`, question.options)) : []),
      ...("rows" in question ? checkNames(listed(`${path}.rows`, question.rows)) : []),
      ...("columns" in question ? checkOptions(listed(`${path}.columns`, question.columns)) : []),
      ...("windows" in question ? checkNames(listed(`${path}.windows`, question.windows)) : []),
    ]),
  ];
}

function checkOptions(options: readonly Named[]): Finding[] {
  const reserved: readonly string[] = reservedOptions;
  return [
    ...checkNames(options),
    ...options
      .filter(({ id }) => reserved.includes(id))
      .map(({ path, id }) => finding(`${path}.id`, "reserved_id", { id })),
  ];
}

function checkNames(named: readonly Named[]): Finding[] {
  const seen = new Set<string>();
  return named.flatMap(({ path, id }) => {
    if (!ID.test(id)) return [finding(`${path}.id`, "malformed_id", { id: String(id).slice(0, 80) })];
    const isTwice = seen.has(id);
    seen.add(id);
    return isTwice ? [finding(`${path}.id`, "id_twice", { id })] : [];
  });
}
