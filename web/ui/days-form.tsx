import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Field, Input } from "./field.tsx";

interface DaysFormProps {
  days: number;
  min: number;
  max: number;
  label: string;
  help: string;
  /** What the button says; only who may change it sees one. */
  act: string;
  mayChange: boolean;
  /** What went wrong when it was saved. */
  failure: ReactNode;
  isBusy: boolean;
  /** Resolves when it is saved. */
  onSave: (days: number) => Promise<unknown>;
}

/** A setting of so many days, saved by itself. */
export function DaysForm({ days, min, max, label, help, act, mayChange, failure, isBusy, onSave }: DaysFormProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = (chosen: number) =>
    onSave(chosen).then(
      () => setTyped(null),
      // What was typed stays, beside what went wrong.
      () => undefined,
    );
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== null) void save(Number(typed));
      }}
    >
      {failure}
      <div className="flex flex-wrap items-start gap-3">
        <Field label={label} help={help} className="w-full sm:w-72">
          <Input
            type="number"
            min={min}
            max={max}
            required
            readOnly={!mayChange}
            value={typed ?? String(days)}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {mayChange ? (
          <Button type="submit" className="sm:mt-6.5" busy={isBusy} disabled={typed === null}>
            {act}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
