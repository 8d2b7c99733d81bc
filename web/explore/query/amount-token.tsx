import { useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { useFormat } from "../../ui/format.ts";
import { Select } from "../../ui/select.tsx";
import { FormToken } from "./token.tsx";

interface NumberTokenProps {
  label: string;
  words: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}

/** A whole number within bounds. */
export function NumberToken({ label, words, ...form }: NumberTokenProps) {
  return (
    <FormToken label={label} words={words} className="w-64">
      {(close) => <NumberForm label={label} {...form} onDone={close} />}
    </FormToken>
  );
}

function NumberForm({
  label,
  value,
  least,
  most,
  onChange,
  onDone,
}: Omit<NumberTokenProps, "words"> & { onDone: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(value));
  const [error, setError] = useState<string>();
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const read = Number(typed);
        if (!Number.isInteger(read) || read < least || read > most)
          return setError(t("explore.numberBetween", { least, most }));
        onChange(read);
        onDone();
      }}
    >
      <Field label={label} error={error}>
        <Input type="number" inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" className="self-end">
        {t("explore.apply")}
      </Button>
    </form>
  );
}

const units = { minute: 60, hour: 3600, day: 86_400 } as const;
type TimeUnit = keyof typeof units;
const mostSeconds = 730 * 86_400;

function unitOf(seconds: number): TimeUnit {
  return seconds % units.day === 0 ? "day" : seconds % units.hour === 0 ? "hour" : "minute";
}

/** A length of time in the words of a sentence: "7 days". */
export function useSpanWords(): (seconds: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (seconds) => {
    const unit = unitOf(seconds);
    const count = seconds / units[unit];
    return t(`explore.span.${unit}`, { count, n: format.decimal(count, Number.isInteger(count) ? 0 : 1) });
  };
}

interface SpanTokenProps {
  label: string;
  seconds: number;
  onChange: (seconds: number) => void;
}

export function SpanToken({ label, seconds, onChange }: SpanTokenProps) {
  const words = useSpanWords();
  return (
    <FormToken label={label} words={words(seconds)} className="w-72">
      {(close) => <SpanForm label={label} seconds={seconds} onChange={onChange} onDone={close} />}
    </FormToken>
  );
}

function SpanForm({ label, seconds, onChange, onDone }: SpanTokenProps & { onDone: () => void }) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<TimeUnit>(unitOf(seconds));
  const [typed, setTyped] = useState(String(seconds / units[unitOf(seconds)]));
  const [error, setError] = useState<string>();
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const read = Math.round(Number(typed) * units[unit]);
        const most = mostSeconds / units[unit];
        if (!Number.isFinite(read) || read < 1 || read > mostSeconds)
          return setError(t("explore.numberBetween", { least: 1, most }));
        onChange(read);
        onDone();
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Field label={label} error={error}>
          <Input inputMode="decimal" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <Field label={t("explore.spanUnit")}>
          <Select
            value={unit}
            onChange={setUnit}
            options={(["minute", "hour", "day"] as const).map((value) => ({
              value,
              label: t(`explore.unit.${value}`),
            }))}
          />
        </Field>
      </div>
      <Button type="submit" variant="primary" className="self-end">
        {t("explore.apply")}
      </Button>
    </form>
  );
}
