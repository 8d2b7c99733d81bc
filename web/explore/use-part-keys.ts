import { type KeyboardEvent, type RefObject, useState } from "react";

interface PartKeys {
  /** Everything that can be pressed, in the order of reading. */
  parts: readonly string[];
  drawing: RefObject<SVGSVGElement | null>;
  /** Absent where nothing may be opened: the parts are then read only. */
  onOpen: ((part: string) => void) | undefined;
  onPoint: (part: string | null) => void;
}

/**
 * Lets the parts of a drawing be walked: one of them is in the order of tabs, arrows lead on and back, Enter opens. Answers
 * what a part spreads; `label` says it in words.
 */
export function usePartKeys({ parts, drawing, onOpen, onPoint }: PartKeys) {
  const [current, setCurrent] = useState<string>();
  const reachable = current !== undefined && parts.includes(current) ? current : parts[0];

  function onKeyDown(event: KeyboardEvent, part: string) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const index = parts.indexOf(part);
    const steps: Record<string, number> = {
      ArrowRight: index + 1,
      ArrowDown: index + 1,
      ArrowLeft: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: parts.length - 1,
    };
    const step = steps[event.key];
    if (onOpen && (event.key === "Enter" || event.key === " ")) onOpen(part);
    else if (step === undefined) return;
    else {
      const to = Math.max(0, Math.min(parts.length - 1, step));
      const element = drawing.current?.querySelector<SVGElement>(`[data-part="${to}"]`);
      element?.focus();
      element?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    event.preventDefault();
  }

  return (part: string, label: string) => ({
    "data-part": parts.indexOf(part),
    role: onOpen ? "button" : "img",
    tabIndex: part === reachable ? 0 : -1,
    "aria-label": label,
    onClick: onOpen && (() => onOpen(part)),
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, part),
    onFocus: () => {
      setCurrent(part);
      onPoint(part);
    },
    onBlur: () => onPoint(null),
    onPointerEnter: () => onPoint(part),
    onPointerLeave: () => onPoint(null),
  });
}
