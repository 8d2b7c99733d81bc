import { cloneElement, type ReactElement, Suspense, useState } from "react";
import type { LazyPart } from "./lazy-page.ts";

/** What a part that opens at a button is given. */
export interface Opened {
  /** The button that it opens at. */
  trigger: ReactElement<Record<string, unknown>>;
}

interface OnDemandProps<Props extends Opened> {
  trigger: Props["trigger"];
  part: LazyPart<Props>;
  /** What the part needs beside its button. */
  given: Omit<Props, keyof Opened>;
  opens: "menu" | "dialog";
}

/**
 * A button whose menu stands in a file of its own, which is fetched when somebody is about to open it: no page waits for menus.
 * The part draws the button again, with what it opens open.
 */
export function OnDemand<Props extends Opened>({ trigger, part: Part, given, opens }: OnDemandProps<Props>) {
  const [isWanted, setWanted] = useState(false);
  const plain = cloneElement(trigger, {
    "aria-haspopup": opens,
    "aria-expanded": false,
    onPointerEnter: Part.preload,
    onFocus: Part.preload,
    onClick: () => setWanted(true),
  });
  if (!isWanted) return plain;
  const props = { ...given, trigger } as Props;
  return (
    <Suspense fallback={plain}>
      <Part {...props} />
    </Suspense>
  );
}
