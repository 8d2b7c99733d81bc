import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import { cellOf, type Lane, type Step, setCell } from "../document/document.ts";
import { laneShapes, type TypedNumber } from "./lane-kinds.ts";
import { useLaneName } from "./lane-label.tsx";
import { useMap } from "./map-model.ts";

interface CellEditorProps {
  lane: Lane;
  step: Step;
  /** After Enter, Escape or leaving: `next` is where Tab wants to go. */
  onDone: (next: -1 | 0 | 1) => void;
}

/** Types into a cell, where it stands. Enter or Tab keeps it, Escape takes it back. */
export function CellEditor({ lane, step, onDone }: CellEditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { document, edit } = useMap();
  const laneName = useLaneName()(lane);
  const shape = laneShapes[lane.kind].typed;
  const cell = cellOf(document, step.id, lane.id);
  const before = (shape === "text" ? cell?.text : cell?.number === undefined ? "" : String(cell.number)) ?? "";
  const [typed, setTyped] = useState(before);
  const isWrong = shape !== "text" && typed.trim() !== "" && readNumber(typed, shape) === null;
  const label = t("journey.cellName", { step: step.name, lane: laneName });
  const range =
    shape === "text"
      ? ""
      : t("journey.range", { low: format.metric(shape.low, "score"), high: format.metric(shape.high, "score") });

  /** Keeps what was typed, unless it cannot be kept. */
  function commit(next: -1 | 0 | 1): void {
    if (isWrong) return;
    if (typed !== before) {
      const number = shape === "text" ? null : readNumber(typed, shape);
      const value = shape === "text" ? { text: typed.trim() } : number === null ? null : { number };
      edit((now) => setCell(now, step.id, lane.id, value));
    }
    onDone(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "Escape") onDone(0);
    else if (event.key === "Enter" && !event.shiftKey) commit(0);
    else if (event.key === "Tab") commit(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  const common = {
    "aria-label": label,
    value: typed,
    onKeyDown,
    onBlur: () => (isWrong ? onDone(0) : commit(0)),
    className:
      "w-full rounded-md border border-edge bg-surface px-1.5 py-1 text-ink text-sm aria-invalid:border-negative max-sm:text-lg",
  };
  if (shape === "text")
    return (
      <textarea
        {...common}
        // biome-ignore lint/a11y/noAutofocus: it appears because somebody opened the cell to type
        autoFocus
        rows={3}
        maxLength={4000}
        onFocus={(event) => event.target.setSelectionRange(event.target.value.length, event.target.value.length)}
        onChange={(event) => setTyped(event.target.value)}
        style={{ fieldSizing: "content" }}
      />
    );
  return (
    <>
      <input
        {...common}
        // biome-ignore lint/a11y/noAutofocus: it appears because somebody opened the cell to type
        autoFocus
        inputMode="decimal"
        aria-invalid={isWrong || undefined}
        aria-description={range}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span role={isWrong ? "alert" : undefined} className={isWrong ? "text-negative text-xs" : "text-faint text-xs"}>
        {range}
      </span>
    </>
  );
}

/** Takes the decimal comma as well as the point, and the real minus. */
function readNumber(typed: string, { low, high }: TypedNumber): number | null {
  const plain = typed.trim().replace(",", ".").replace("−", "-").replace(/^\+/, "");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  const number = Number(plain);
  return number >= low && number <= high ? number : null;
}
