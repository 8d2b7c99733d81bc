import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

export interface BadgeProps {
  tone?: "neutral" | "accent" | "positive" | "warning" | "negative";
  icon?: ReactNode;
  /** Always words: the colour only repeats what they say. */
  children: ReactNode;
}

const tones = {
  neutral: "bg-hover text-muted",
  accent: "bg-selected text-accent-text",
  positive: "bg-positive-soft text-positive",
  warning: "bg-warning-soft text-warning",
  negative: "bg-negative-soft text-negative",
};

export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-md px-1.5 font-medium text-xs",
        tones[tone],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
