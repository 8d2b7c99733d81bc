import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import { type Key, type Translate, useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { useRested } from "../ui/use-rested.ts";
import type { Asking } from "./queries.ts";
import { type Named, pageOf, type RecordKind } from "./record-kind.ts";

/** Something that was found by its name. */
export interface FoundThing {
  id: string;
  name: string;
  /** Beside the name. */
  aside?: string;
  /** What it is found by beside its name and id. */
  also?: string;
  open: () => unknown;
}

/** What the palette looks among; each noun declares its own. */
export interface Findable {
  title: Key;
  icon: LucideIcon;
  useFound: (text: string) => readonly FoundThing[];
}

interface Listed {
  items: readonly Named[];
}
type RowIn<P extends Listed> = P["items"][number];

interface Look<P extends Listed> {
  /** Nothing is looked for where it may not be read. */
  of: RecordKind & { list: () => Asking<P> };
  /** In place of the icon of the kind. */
  icon?: LucideIcon;
  aside?: (row: RowIn<P>, t: Translate) => string;
}

const LEAST_LETTERS = 2;

/** Marks a query that looks for what is typed, so that whoever types is told that it is under way. */
export const searchMeta = "isSearch";

/** Looks among all of a kind, which are in one answer. */
export function findAmong<P extends Listed>(look: Look<P>): Findable {
  return {
    ...headOf(look),
    useFound() {
      const { can } = useSession();
      const open = useOpenPage(look.of);
      const { t } = useTranslation();
      const found = useQuery<P, Error, P, readonly unknown[]>({
        ...look.of.list(),
        enabled: !look.of.read || can(look.of.read),
      });
      return (found.data?.items ?? []).map((row: RowIn<P>) => ({
        ...{ id: row.id, name: row.name, open: () => open(row.id) },
        ...(look.aside ? { aside: look.aside(row, t) } : {}),
      }));
    },
  };
}

/** Has the server look, by what it knows of each; `seen` is what of a row can be matched here while an answer is awaited. */
export function findOnServer<P extends Listed>(
  look: Look<P> & { ask: (text: string) => Asking<P>; seen: (row: RowIn<P>) => string; nameless?: Key },
): Findable {
  return {
    ...headOf(look),
    useFound(text) {
      const { can } = useSession();
      const { t } = useTranslation();
      const open = useOpenPage(look.of);
      const rested = useRested(text);
      const found = useQuery<P, Error, P, readonly unknown[]>({
        ...look.ask(rested),
        enabled: rested.length >= LEAST_LETTERS && (!look.of.read || can(look.of.read)),
        placeholderData: (before) => before,
        meta: { [searchMeta]: true },
      });
      if (text.length < LEAST_LETTERS) return [];
      // Until the answer to what is typed has come, those of the one before that show it.
      const isAnswered = rested === text && !found.isPlaceholderData;
      const shows = (row: RowIn<P>) => look.seen(row).toLowerCase().includes(text.toLowerCase());
      return (found.data?.items ?? [])
        .filter((row) => isAnswered || shows(row))
        .map((row: RowIn<P>) => ({
          ...{ id: row.id, name: row.name || (look.nameless ? t(look.nameless) : row.id), open: () => open(row.id) },
          // The server matched it, also by what is not shown: what was typed belongs to it.
          also: `${look.seen(row)} ${text}`,
          ...(look.aside ? { aside: look.aside(row, t) } : {}),
        }));
    },
  };
}

function headOf({ of, icon = of.icon }: { of: RecordKind; icon?: LucideIcon }) {
  return { title: `${of.words}.many` as const, icon };
}

function useOpenPage({ path }: RecordKind) {
  const navigate = useNavigate();
  return (id: string) => path && navigate(pageOf(path, id));
}
