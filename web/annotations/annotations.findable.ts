import { translation } from "../i18n/words.ts";
import { findOnServer } from "../records/findable.ts";
import { annotations } from "./annotation-kind.ts";
import { inWords } from "./annotation-title.ts";

export const findableAnnotations = findOnServer({
  of: annotations,
  ask: (search: string) => ({
    ...annotations.list({ search, limit: 5 }),
    select: (page) => inWords(page, translation()),
  }),
  seen: ({ name, description }) => `${name} ${description}`,
  aside: ({ kind }, t) => t(`annotations.kinds.${kind}`),
});
