import { Progress as Base } from "@base-ui/react/progress";
import { useFormat } from "./format.ts";

export interface ProgressProps {
  label: string;
  /** 0 to 1, or null while the end is not known. */
  value: number | null;
  /** Beside the bar: rate, time left. */
  detail?: string;
}

/** Long work under way. */
export function Progress({ label, value, detail }: ProgressProps) {
  const format = useFormat();
  return (
    <Base.Root value={value === null ? null : value * 100} className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <Base.Label className="truncate font-medium text-sm">{label}</Base.Label>
        <span className="figures shrink-0 text-muted text-xs">
          {[value === null ? "" : format.percent(value), detail].filter(Boolean).join(" · ")}
        </span>
      </div>
      <Base.Track className="h-1.5 overflow-hidden rounded-full bg-hover">
        <Base.Indicator className="h-full rounded-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Base.Track>
    </Base.Root>
  );
}
