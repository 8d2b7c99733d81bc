import { Frown, Meh, Smile } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { cx } from "../ui/class-names.ts";
import { useFormat } from "../ui/format.ts";

export interface Share {
  key: string;
  label: string;
  /** 0 to 1. */
  share: number;
  tone: "positive" | "neutral" | "negative";
}

export interface StackedShareProps {
  /** Accessible name, e.g. "Answers by group". */
  label: string;
  shares: readonly Share[];
  /** One line, with signs for names; the names are told to who asks. */
  isCompact?: boolean;
}

const signs = { positive: Smile, neutral: Meh, negative: Frown };
const fills = {
  positive: "bg-positive",
  neutral: "bg-edge",
  negative: "bg-negative",
};

const inks = { positive: "text-positive", neutral: "text-faint", negative: "text-negative" };

/** Parts of a whole in one bar, each named with its share, so that no colour has to be known. */
export function StackedShare({ label, shares, isCompact }: StackedShareProps) {
  const format = useFormat();
  const bar = shares.map(({ key, share, tone }) => (
    <span key={key} className={fills[tone]} style={{ flexGrow: share, flexBasis: 0 }} />
  ));
  if (isCompact)
    return (
      <div className="mt-0.5 flex h-4 items-center gap-2.5">
        <div aria-hidden className="flex h-1.5 min-w-6 flex-1 gap-0.5 overflow-hidden rounded-full">
          {bar}
        </div>
        <dl aria-label={label} className="flex gap-2.5">
          {shares.map(({ key, label: name, share, tone }) => {
            const Sign = signs[tone];
            return (
              <div key={key} title={name} className="flex items-center gap-1 text-xs">
                <dt>
                  <Sign aria-hidden className={cx("size-3.5", inks[tone])} />
                  <span className="sr-only">{name}</span>
                </dt>
                <dd className="figures text-muted">{format.percent(share)}</dd>
              </div>
            );
          })}
        </dl>
      </div>
    );
  return (
    <div className="mt-3 flex flex-col gap-1.5">
      <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full">
        {bar}
      </div>
      <dl aria-label={label} className="flex flex-wrap gap-x-3 gap-y-0.5">
        {shares.map((part) => (
          <div key={part.key} className="flex items-center gap-1.5 text-xs">
            <span aria-hidden className={`size-2 rounded-full ${fills[part.tone]}`} />
            <dt className="text-muted">{part.label}</dt>
            <dd className="figures font-medium">{format.percent(part.share)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The parts of an NPS answer in the order they are read. */
export function useNpsShares(parts: Record<string, number> | undefined): Share[] {
  const { t } = useTranslation();
  if (!parts) return [];
  return [
    { key: "promoters", label: t("chart.promoters"), share: parts.promoters ?? 0, tone: "positive" },
    { key: "passives", label: t("chart.passives"), share: parts.passives ?? 0, tone: "neutral" },
    { key: "detractors", label: t("chart.detractors"), share: parts.detractors ?? 0, tone: "negative" },
  ];
}
