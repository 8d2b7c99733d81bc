import type { Permission } from "../../contracts/words/permissions.ts";
import { type Key, useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { type TabLink, TabLinks } from "../ui/tab-links.tsx";

/** A part of the product with a page or several; titles are keys of the translations. */
export interface Section {
  title: Key;
  /** One line that says which question its pages answer. */
  answers: Key;
  tabs?: readonly (Pick<TabLink, "to" | "exact"> & { title: Key; needs?: Permission })[];
}

/** The head of the pages of a section: its title, and the tabs that this person may open. */
export function SectionHead({ title, answers, tabs = [] }: Section) {
  const { t } = useTranslation();
  const { can } = useSession();
  const links = tabs
    .filter(({ needs }) => !needs || can(needs))
    .map(({ title: name, needs, ...link }) => ({ ...link, label: t(name) }));
  return (
    <>
      <PageHeader title={t(title)} answers={t(answers)} />
      {links.length > 0 ? <TabLinks label={t(title)} links={links} /> : null}
    </>
  );
}
