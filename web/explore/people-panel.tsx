import type { PeopleBehindInput } from "../../contracts/people.ts";
import { type AskPeople, PeopleList } from "../contacts/people-list.tsx";
import { SidePanel } from "../ui/side-panel.tsx";

/** Whose number was pressed, and how to ask for them. */
export interface PeopleOf {
  title: string;
  description: string;
  key: unknown;
  of: PeopleBehindInput;
  ask: AskPeople;
}

/** The people behind a number, each with the way to their profile. */
export function PeoplePanel({ of, onClose }: { of: PeopleOf | null; onClose: () => void }) {
  return of ? (
    <SidePanel open onOpenChange={(open) => !open && onClose()} title={of.title} description={of.description}>
      <PeopleList queryKey={["explore-people", of.key]} of={of.of} ask={of.ask} limit={50} skeletonRows={8} />
    </SidePanel>
  ) : null;
}
