import type { LucideIcon } from "lucide-react";
import type { Permission } from "../../contracts/words/permissions.ts";
import type { Words as AllWords, Key } from "../i18n/words.ts";
import { type RecordName, recordQueries } from "./queries.ts";
import type { UsedKind } from "./used-in.tsx";

/** What everything that people gave a name has. */
export interface Named {
  id: string;
  name: string;
  description?: string;
}

/** What may have no name of its own. */
export type Item = Pick<Named, "id"> & Partial<Named>;
/** Asks a page for what gives its things a name, where they have none. */
export type Naming<I, Given> = I extends Pick<Named, "name"> ? unknown : Required<Given>;

type Beginning<Text extends string> = keyof AllWords extends infer K
  ? K extends `${infer B}.${Text}`
    ? B
    : never
  : never;
/** Under which beginnings of keys all these texts stand, such as "segments". */
type WordsWith<Text extends string> =
  Beginning<Text> extends infer B
    ? B extends string
      ? [`${B}.${Text}`] extends [keyof AllWords]
        ? B
        : never
      : never
    : never;

export type ListWords = WordsWith<"many" | "name" | "loadFailed" | "emptyTitle" | "emptyBody">;
export type PageWords = WordsWith<"many" | "goneTitle" | "goneBody" | "toList">;
export type FormWords = WordsWith<"name" | "description" | "nameMissing" | "nameTaken" | "create" | "save">;
type NewWords = WordsWith<"new" | "mayNotEditTitle">;
type RemovalWords = WordsWith<"delete" | "deleteBody">;

/** A kind of named things: what lists, pages, forms and removals of it have in common. */
export interface RecordKind<Words extends ListWords = ListWords> {
  words: Words;
  icon: LucideIcon;
  /** The address of its list; that of one has the id behind it. Absent where one has no page. */
  path?: string;
  /** Without it nothing of the kind is shown. */
  read?: Permission;
  /** Who may create, change and delete. */
  edit?: Words extends RemovalWords ? Permission : never;
  /** People write them in a form on their page, a new one at the address of its list with `/new` behind it. */
  isWritten?: Words extends NewWords ? true : never;
  /** Pages that stand under tabs of their own title, which stays above them. */
  isTab?: boolean;
  /** What it is called among those that others can use. */
  usedAs?: UsedKind;
  /** Numbers rest on it: a change of one makes every number on any page another. */
  moves?: "numbers";
}

export function recordKind<N extends RecordName, const Words extends ListWords>(name: N, kind: RecordKind<Words>) {
  return { name, ...kind, ...recordQueries(name, kind.moves) };
}

/** The key of a text that not every kind has: its declaration held it to have this one before it could get here. */
export function declared(key: string): Key {
  return key as Key;
}

/** What a link to the page of one spreads. */
export function pageOf(path: string, id: string): { to: string; params: object } {
  return { to: `${path}/$id`, params: { id } };
}
