import { Quote } from "lucide-react";
import type { EventItem } from "../../contracts/log/events.ts";
import { useTranslation } from "../i18n/words.ts";
import { Badge } from "../ui/badge.tsx";

/** What was answered in one go: every question with its score, and the words as a quote. */
export function Said({ events }: { events: readonly EventItem[] }) {
  const answers = events.filter(({ feedback }) => feedback && (feedback.score !== null || feedback.text !== ""));
  if (answers.length === 0) return null;
  return (
    <ul className="mx-2 mb-2 flex flex-col gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
      {answers.map((event) => (
        <li key={event.id} className="flex min-w-0 flex-col gap-1">
          <Answer event={event} asked={answers.length > 1} />
        </li>
      ))}
    </ul>
  );
}

function Answer({ event, asked }: { event: EventItem; asked: boolean }) {
  const { wordOr } = useTranslation();
  const { feedback, properties } = event;
  if (!feedback) return null;
  const { type, score, text } = feedback;
  return (
    <>
      {score !== null || asked ? (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          {score === null ? null : (
            // As wide as the widest, so that the questions stand under each other.
            <span className="flex min-w-18">
              <Badge tone={toneOf(type, score, properties.scale_max)}>
                {wordOr(`customers.feedbackType.${type}`, type)} {String(score).replace("-", "−")}
              </Badge>
            </span>
          )}
          {asked ? <span className="text-muted text-xs">{questionOf(event)}</span> : null}
        </span>
      ) : null}
      {text ? (
        <blockquote className="flex min-w-0 gap-1.5">
          <Quote className="mt-1 size-3 shrink-0 text-faint" aria-hidden />
          <p className="min-w-0">{text}</p>
        </blockquote>
      ) : null}
    </>
  );
}

/** The wording as asked, else the question's id. */
export function questionOf({ feedback, properties }: EventItem): string {
  const { field_label: label } = properties;
  return typeof label === "string" && label !== "" ? label : (feedback?.question ?? "");
}

/** Good and bad by the field's own bounds; a rating without a known scale is neither. */
function toneOf(type: string, score: number, scaleMax: unknown): "positive" | "neutral" | "negative" {
  const max = typeof scaleMax === "number" ? scaleMax : type === "ces" ? 7 : 5;
  const bounds: Record<string, [bad: number, good: number]> = {
    nps: [6, 9],
    csat: [Math.floor(max / 2), max > 3 ? max - 1 : max],
    ces: [Math.floor(max / 2), max - 2],
  };
  const [bad, good] = bounds[type] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return score >= good ? "positive" : score <= bad ? "negative" : "neutral";
}
