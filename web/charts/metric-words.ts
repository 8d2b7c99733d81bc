import { useMemo } from "react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import { useTranslation, type WordOr } from "../i18n/words.ts";

/** Definitions in the reader's language. What this page has no words for, such as a newer server's metric, stays as it came. */
export function useMetricWords<D extends readonly Definition[] | undefined>(definitions: D): D | Definition[] {
  const { wordOr } = useTranslation();
  return useMemo(
    () => (definitions ? definitions.map((each) => inWords(each, wordOr)) : definitions),
    [definitions, wordOr],
  );
}

function inWords(definition: Definition, wordOr: WordOr): Definition {
  const word = (path: string, english: string) => wordOr(`metric.${definition.metric}.${path}`, english);
  return {
    ...definition,
    name: word("name", definition.name),
    description: word("description", definition.description),
    formula: word("formula", definition.formula),
    interval: word("interval", definition.interval),
    variants: definition.variants.map((variant) => ({
      ...variant,
      title: word(`variant.${variant.name}.title`, variant.title),
      description: word(`variant.${variant.name}.description`, variant.description),
    })),
    params: definition.params.map((param) => ({
      ...param,
      description: word(`param.${param.name}`, param.description),
    })),
  };
}
