import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Question } from "../../contracts/collect/questions.ts";
import type { ReportedFigure } from "../../contracts/understand/reported-figures.ts";
import { sampleWords, valueWords } from "../charts/measure-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { type Meaning, meaningOf, metricsQuery } from "../metrics/ask.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { toast } from "../ui/toast.tsx";
import { figuresChanged, figuresQuery } from "./figures.ts";
import { ReportedFigureForm } from "./reported-figure-form.tsx";

/** What other tools say about a question, beside ours, and what makes the difference. */
export function ReportedFigures({ question }: { question: Question }) {
  const { t } = useTranslation();
  const { can, units } = useSession();
  const [isAdding, setAdding] = useState(false);
  const mayRead = question.metric !== null && can("metrics:read") && units === null;
  const found = useQuery({ ...figuresQuery(question.id), enabled: mayRead });
  const definitions = useQuery(metricsQuery).data;
  const meaning = definitions && meaningOf(definitions, { metric: question.metric ?? "" });
  if (!mayRead || !found.data || !meaning) return null;
  const { items } = found.data;
  const mayAdd = can("questions:edit");
  if (items.length === 0 && !mayAdd) return null;
  return (
    <Card
      title={t("questions.reported")}
      description={t("questions.reportedBody")}
      actions={
        mayAdd && !isAdding ? (
          <Button icon={<Plus className="size-3.5" aria-hidden />} onClick={() => setAdding(true)}>
            {t("questions.addFigure")}
          </Button>
        ) : null
      }
    >
      {isAdding ? <ReportedFigureForm question={question} unit={meaning.unit} onDone={() => setAdding(false)} /> : null}
      {items.length === 0 && !isAdding ? <p className="text-muted text-sm">{t("questions.noFigures")}</p> : null}
      {items.length > 0 ? (
        <ul className="flex flex-col divide-y divide-line">
          {items.map((each) => (
            <Figure key={each.id} figure={each} meaning={meaning} mayDelete={mayAdd} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function Figure({ figure, meaning, mayDelete }: { figure: ReportedFigure; meaning: Meaning; mayDelete: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, onOurScale, n, from, to, ours } = figure;
  const { unit, definition } = meaning;
  const theirs = format.metric(onOurScale, unit);
  const day = (text: string) => `${text}T12:00:00Z`;
  async function remove() {
    try {
      await request("DELETE /api/v1/reported-figures/:id", { params: { id: figure.id } });
      await figuresChanged();
    } catch (error) {
      toast.error(t("questions.figureNotDeleted"), { description: reasonOf(error) });
    }
  }
  return (
    <li className="flex items-start justify-between gap-3 py-3">
      <div className="min-w-0">
        <div className="grid grid-cols-2 gap-x-6 gap-y-1 sm:max-w-100">
          <p className="wrap-anywhere text-muted text-sm">{name}</p>
          <p className="text-muted text-sm">{t("questions.here")}</p>
          <p className="figures font-semibold text-lg">{theirs}</p>
          <p className="figures font-semibold text-lg">{valueWords(ours, unit, format)}</p>
          <p className="figures text-faint text-xs">{n === null ? t("questions.nUnknown") : `n ${format.count(n)}`}</p>
          <p className="figures text-faint text-xs">{sampleWords(ours, definition.minimumN, format, t)}</p>
        </div>
        <p className="mt-1.5 text-faint text-xs">{format.range(day(from), day(to), "UTC")}</p>
        <p className="mt-1 max-w-160 text-sm">{useReasons(figure, meaning).join(" ")}</p>
      </div>
      {mayDelete ? (
        <Button
          size="sm"
          variant="ghost"
          icon={<Trash2 className="size-3.5" aria-hidden />}
          aria-label={t("questions.deleteFigure", { name })}
          onClick={() => void remove()}
        />
      ) : null}
    </li>
  );
}

/** What makes the difference, a sentence each. */
function useReasons(figure: ReportedFigure, { unit }: Meaning): string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, ours, n, onOurScale, value, scale, timezone, inItsZone, reasons } = figure;
  const values = {
    name,
    apart: format.distance((ours.value ?? 0) - onOurScale, unit),
    given: format.decimal(value, Number.isInteger(value) ? 0 : 1),
    low: scale?.[0] ?? "",
    high: scale?.[1] ?? "",
    count: Math.abs((n ?? 0) - ours.n),
    zone: timezone ?? "",
    zoned: inItsZone ? valueWords(inItsZone, unit, format) : "",
    zonedN: format.count(inItsZone?.n ?? 0),
  };
  return reasons.map((reason) => t(`questions.reason.${reason}`, values));
}
