import { useState } from "react";
import type { Question } from "../../contracts/collect/questions.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import type { Unit } from "../ui/format.ts";
import { TimeZonePicker } from "../ui/time-zone-picker.tsx";
import { figuresChanged } from "./figures.ts";

interface ReportedFigureFormProps {
  question: Question;
  /** Of the metric that is compared with. */
  unit: Unit;
  onDone: () => void;
}

const numberIn = (text: string) => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".").replace("−", "-")));

/** Notes what another tool says about a question. */
export function ReportedFigureForm({ question, unit, onDone }: ReportedFigureFormProps) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  // A share is written as a percentage.
  const [usualLow, usualHigh] =
    unit === "share" ? [0, 100] : unit === "points" ? [-100, 100] : [question.low, question.high];
  const [draft, setDraft] = useState({
    ...{ name: "", value: "", n: "", from: "", to: "", low: String(usualLow), high: String(usualHigh) },
    ...{ timezone: workspace.timezone, countsPartials: false },
  });
  const [wasSent, setSent] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const text = (key: "name" | "value" | "n" | "from" | "to" | "low" | "high") => ({
    value: draft[key],
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [key]: target.value }),
  });
  const [value, n, low, high] = [draft.value, draft.n, draft.low, draft.high].map(numberIn) as [
    number,
    number,
    number,
    number,
  ];
  const faults = {
    name: draft.name.trim() === "" ? t("questions.toolMissing") : undefined,
    value: Number.isFinite(value) ? undefined : t("questions.figureMissing"),
    n: draft.n.trim() === "" || (Number.isInteger(n) && n >= 0) ? undefined : t("questions.nWrong"),
    to: draft.from !== "" && draft.to >= draft.from ? undefined : t("questions.daysWrong"),
    high: low < high ? undefined : t("questions.scaleOfToolWrong"),
  };

  async function send() {
    setSent(true);
    if (Object.values(faults).some((fault) => fault !== undefined)) return;
    setBusy(true);
    setProblem(null);
    try {
      const { name, from, to, timezone, countsPartials } = draft;
      await request("POST /api/v1/reported-figures", {
        body: {
          ...{ name, from, to, timezone, countsPartials, value, question: question.id },
          ...{ scale: [low, high] as [number, number], n: draft.n.trim() === "" ? null : n },
        },
      });
      await figuresChanged();
      onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      noValidate
      className="mb-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void send();
      }}
    >
      <FormProblem error={problem} />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Field label={t("questions.tool")} error={wasSent ? faults.name : undefined}>
          <Input maxLength={120} autoComplete="off" {...text("name")} />
        </Field>
        <Field label={t("questions.figure")} error={wasSent ? faults.value : undefined}>
          <Input inputMode="decimal" autoComplete="off" {...text("value")} />
        </Field>
        <Field label={t("questions.itsAnswers")} error={wasSent ? faults.n : undefined} optional>
          <Input inputMode="numeric" autoComplete="off" {...text("n")} />
        </Field>
        <Field label={t("questions.fromDay")}>
          <Input type="date" {...text("from")} />
        </Field>
        <Field label={t("questions.toDay")} error={wasSent ? faults.to : undefined}>
          <Input type="date" {...text("to")} />
        </Field>
        <Field label={t("questions.itsZone")}>
          <TimeZonePicker value={draft.timezone} onChange={(timezone) => setDraft({ ...draft, timezone })} />
        </Field>
        <Field label={t("questions.itsLow")} help={t("questions.itsScaleHelp")}>
          <Input inputMode="decimal" {...text("low")} />
        </Field>
        <Field label={t("questions.itsHigh")} error={wasSent ? faults.high : undefined}>
          <Input inputMode="decimal" {...text("high")} />
        </Field>
      </div>
      <Checkbox
        label={t("questions.countsPartials")}
        checked={draft.countsPartials}
        onChange={(countsPartials) => setDraft({ ...draft, countsPartials })}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t("questions.compare")}
        </Button>
      </div>
    </form>
  );
}
