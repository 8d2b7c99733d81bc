import { useNavigate } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { linesOf, stepOf } from "./tree-lines.ts";
import type { Branch } from "./unit-tree.ts";

/** Rows that are drawn at once. */
const MOST_SHOWN = 500;

interface UnitTreeProps {
  branches: readonly Branch[];
  /** Whether all of it is open at first, or only the top. */
  isOpen: boolean;
}

/** A tree to walk with the arrow keys: down and up, right to open, left to close or to go to what is above, Enter to see one. */
export function UnitTree({ branches, isOpen }: UnitTreeProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const [most, setMost] = useState(MOST_SHOWN);
  const frame = useRef<HTMLDivElement>(null);
  const shows = ({ unit }: Branch) => turned.has(unit.id) !== isOpen;
  const all = linesOf(branches, shows);
  const shown = all.slice(0, most);
  const focused = shown.find(({ branch }) => branch.unit.id === current) ?? shown[0];

  function turn(id: string) {
    const next = new Set(turned);
    if (!next.delete(id)) next.add(id);
    setTurned(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!focused || event.metaKey || event.ctrlKey || event.altKey) return;
    const step = stepOf(event.key, shown, shown.indexOf(focused), shows);
    if (step === null) return;
    event.preventDefault();
    if ("turn" in step) turn(step.turn);
    else if ("show" in step) show(step.show);
    else {
      const { id } = step.go.branch.unit;
      setCurrent(id);
      frame.current?.querySelector<HTMLElement>(`[data-unit="${CSS.escape(id)}"]`)?.focus();
    }
  }

  const show = ({ unit }: Branch) => void navigate({ to: "/settings/units/$id", params: { id: unit.id } });

  return (
    <>
      <div
        ref={frame}
        role="tree"
        aria-label={t("units.tree")}
        onKeyDown={onKeyDown}
        className="overflow-hidden rounded-lg border border-line bg-surface"
      >
        {shown.map((line) => {
          const { branch, level } = line;
          const { unit, below, within } = branch;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the tree
            <div
              key={unit.id}
              role="treeitem"
              data-unit={unit.id}
              aria-level={level}
              aria-setsize={line.of}
              aria-posinset={line.place}
              {...(below.length > 0 ? { "aria-expanded": shows(branch) } : {})}
              tabIndex={line === focused ? 0 : -1}
              onFocus={() => setCurrent(unit.id)}
              onClick={() => show(branch)}
              style={{ paddingInlineStart: `calc(${level - 1} * var(--unit-step) + 0.5rem)` }}
              className={cx(
                "flex min-h-10 cursor-pointer items-center gap-2 border-line border-b py-1.5 pe-3 text-sm [--unit-step:1.25rem] last:border-b-0 hover:bg-hover max-sm:[--unit-step:0.75rem]",
                "focus-visible:-outline-offset-2 focus-visible:outline-2 focus-visible:outline-accent",
              )}
            >
              {below.length > 0 ? (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t(shows(branch) ? "units.close" : "units.open", { name: unit.name })}
                  className="flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:text-ink"
                  onClick={(event) => {
                    event.stopPropagation();
                    turn(unit.id);
                  }}
                >
                  <ChevronRight
                    className={cx(
                      "size-4 transition-transform rtl:rotate-180",
                      shows(branch) && "rotate-90 rtl:rotate-90",
                    )}
                    aria-hidden
                  />
                </button>
              ) : (
                <span className="size-6 shrink-0" />
              )}
              <span className="min-w-0 flex-1">
                <span className="break-words font-medium">{unit.name}</span>{" "}
                <span className="break-all font-mono text-faint text-xs">{unit.key}</span>
              </span>
              {within > 0 ? (
                <span className="shrink-0 text-faint text-xs max-sm:hidden">
                  {t("units.within", { count: within })}
                </span>
              ) : null}
              <Badge>{unit.kind}</Badge>
            </div>
          );
        })}
      </div>
      {all.length > shown.length ? (
        <Button className="self-center" onClick={() => setMost(most + MOST_SHOWN)}>
          {t("units.showMore")}
        </Button>
      ) : null}
    </>
  );
}
