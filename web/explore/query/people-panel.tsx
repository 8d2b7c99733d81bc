import { type ReactNode, useEffect, useState } from "react";
import type { PeopleBehindInput } from "../../../contracts/understand/people.ts";
import { type AskPeople, PeopleList } from "../../people/people.ts";
import { catchFocus } from "../../ui/lost-focus.ts";
import { SidePanel } from "../../ui/side-panel.tsx";

/** Whose number was pressed, and how to ask for them. */
export interface PeopleOf {
  title: string;
  description: string;
  key: unknown;
  of: PeopleBehindInput;
  ask: AskPeople;
}

interface PeoplePanelProps {
  of: PeopleOf | null;
  onClose: () => void;
  /** Above the list: what else can be listed of the same number. */
  above?: ReactNode;
}

/** The people behind a number, each with the way to their profile. */
export function PeoplePanel({ of, onClose, above }: PeoplePanelProps) {
  return of ? (
    <SidePanel open onOpenChange={(open) => !open && onClose()} title={of.title} description={of.description}>
      <ReturnToDrawing />
      {above ? <div className="mb-3">{above}</div> : null}
      <PeopleList queryKey={["explore-people", of.key]} of={of.of} ask={of.ask} limit={50} skeletonRows={8} />
    </SidePanel>
  ) : null;
}

/** A part of a drawing gets the focus back: the panel itself gives it to parts of pages only. */
function ReturnToDrawing() {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => () => catchFocus(() => (opener instanceof SVGElement ? opener : null)), [opener]);
  return null;
}
