import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../contracts/understand/metrics.ts";

/** Definitions in the reader's language. What this page has no words for, such as a newer server's metric, stays as it came. */
export function useMetricWords<D extends readonly Definition[] | undefined>(definitions: D): D | Definition[] {
  const { t } = useTranslation();
  return useMemo(() => (definitions ? definitions.map((each) => inWords(each, t)) : definitions), [definitions, t]);
}

function inWords(definition: Definition, t: TFunction): Definition {
  const word = (path: string, english: string) => t(`metric.${definition.metric}.${path}`, { defaultValue: english });
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
