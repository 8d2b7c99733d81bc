import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input, Textarea } from "../ui/field.tsx";
import { faultOf as inWords } from "../ui/problem-words.ts";
import { type Doubt, useDoubt } from "./doubt.tsx";
import { LeaveGuard, useDirtyRef } from "./leave-guard.tsx";
import type { Asking } from "./queries.ts";
import type { FormWords, ListWords, RecordKind } from "./record-kind.ts";
import { StaleNotice } from "./stale-notice.tsx";

interface NameGiven {
  name: string;
  description: string;
}
export interface Seen extends NameGiven {
  id: string;
  revision: number;
}
/** A field in words: its label and what stands in it. */
export type Told = readonly [label: string, text: string];

/** What a page or dialog hands to the form of a kind. */
export interface FormProps<R> {
  /** What is changed; absent for a new one. */
  record?: R | undefined;
  suggestedName?: string | undefined;
  onSaved: (saved: R) => void;
  onCancel: () => void;
}

/** What the fields of a form are drawn from. */
export interface FormState<Fields, Body> {
  named: NameGiven;
  onName: (change: Partial<NameGiven>) => void;
  fields: Fields;
  onChange: (change: Partial<Fields>) => void;
  /** As it would be sent; null while something is missing. */
  body: Body | null;
  /** Whether sending was tried: only then is told what is missing. */
  wasSent: boolean;
  /** What is wrong with a field: with the name, or what the server said of another. */
  faultOf: (field: string) => string | undefined;
}

/** A kind of which records are read and saved. */
export type Saving<R, Body> = Pick<RecordKind<ListWords & FormWords>, "words"> & {
  one: (id: string) => Asking<R>;
  save: (body: Body & NameGiven, seen?: R) => Promise<R>;
};

interface RecordFormProps<R extends Seen, Fields, Body> extends FormProps<R> {
  of: Saving<R, Body>;
  /** The fields beside name and description, as they begin. */
  start: (record: R | undefined) => Fields;
  /** What of them is sent; null while something is missing or wrong. */
  read: (fields: Fields) => Body | null;
  /** Why what is sent is perhaps not meant, to be asked before it is saved; it is not asked again while that part stays. */
  doubtOf?: (body: Body) => Promise<Doubt | undefined>;
  /** Each of them in words, to show where two people differ. */
  told: (body: Body) => readonly Told[];
  children: (form: FormState<Fields, Body>) => ReactNode;
}

/**
 * The form of what people give a name. Save is never disabled: it says what is missing. What was typed is kept when the server
 * refuses it, when somebody else was faster, and when a newer version arrives while one types.
 */
export function RecordForm<R extends Seen & Body, Fields, Body extends object>(
  props: RecordFormProps<R, Fields, Body>,
) {
  const { of, read, told, suggestedName = "", onSaved, onCancel, children } = props;
  const { t } = useTranslation();
  const client = useQueryClient();
  const begin = (record: R | undefined) => ({
    record,
    named: { name: record?.name ?? suggestedName, description: record?.description ?? "" },
    fields: props.start(record),
  });
  /** What is changed, as it was when the form was filled with it. */
  const [from, setFrom] = useState(() => begin(props.record));
  const [{ named, fields }, setValues] = useState<Pick<typeof from, "named" | "fields">>(from);
  const [attempts, setAttempts] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<R | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const dirty = useDirtyRef();
  const doubt = useDoubt(props.doubtOf);
  const isDirty = JSON.stringify([named, fields]) !== JSON.stringify([from.named, from.fields]);
  useEffect(() => {
    dirty.current = isDirty;
  }, [dirty, isDirty]);
  // Whoever sent it from below is taken to what is wrong with it.
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [attempts]);

  const body = read(fields);
  const name = named.name.trim();
  const refusal = problem instanceof ApiError ? problem.problem : undefined;
  const isTaken = refusal?.code === "name_taken";
  function faultOf(field: string): string | undefined {
    if (field === "name" && attempts > 0 && name === "") return t(`${of.words}.nameMissing`);
    if (field === "name" && isTaken) return t(`${of.words}.nameTaken`);
    const refused = refusal?.fields?.find(({ path }) => path.split(/[./]/).at(-1) === field);
    return refused && inWords(refused);
  }

  async function send(seen: R | undefined) {
    setProblem(null);
    setTheirs(null);
    if (name === "" || body === null) return setAttempts(attempts + 1);
    setBusy(true);
    try {
      const isChanged = JSON.stringify(body) !== JSON.stringify(read(from.fields));
      if ((isChanged || !from.record) && !(await doubt.isMeant(body))) return;
      const saved = await of.save({ ...body, name, description: named.description.trim() }, seen);
      dirty.current = false;
      onSaved(saved);
    } catch (error) {
      const isStale = error instanceof ApiError && error.problem.status === 412;
      if (seen && isStale)
        await client.fetchQuery({ ...of.one(seen.id), staleTime: 0 }).then((record) => setTheirs(record), setProblem);
      else setProblem(error);
      setAttempts(attempts + 1);
    } finally {
      setBusy(false);
    }
  }

  function showTheirs(record: R) {
    const begun = begin(record);
    setFrom(begun);
    setValues(begun);
    setTheirs(null);
    setAttempts(0);
  }

  function differences(record: R) {
    const inWords = (given: NameGiven, rest: Body | null): readonly Told[] => [
      [t(`${of.words}.name`), given.name],
      [t(`${of.words}.description`), given.description],
      ...(rest ? told(rest) : []),
    ];
    const mine = new Map(inWords({ ...named, name }, body));
    return inWords(record, record)
      .map(([label, text]) => ({ label, theirs: text, mine: mine.get(label) ?? "" }))
      .filter((each) => each.theirs !== each.mine);
  }

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a dialog above a page with a form of its own must not send both.
        event.stopPropagation();
        if (!isBusy) void send(from.record);
      }}
    >
      <LeaveGuard isDirty={() => dirty.current} />
      {doubt.dialog}
      {children({
        named,
        onName: (change) => setValues({ named: { ...named, ...change }, fields }),
        fields,
        onChange: (change) => setValues((before) => ({ ...before, fields: { ...before.fields, ...change } })),
        body,
        wasSent: attempts > 0,
        faultOf,
      })}
      {problem && !isTaken ? (
        <ErrorState error={problem} title={t("records.saveFailed")} kept={t("records.changesKept")} />
      ) : null}
      {theirs ? (
        <StaleNotice
          name={theirs.name}
          differences={differences(theirs)}
          isBusy={isBusy}
          onKeepMine={() => void send(theirs)}
          onTakeTheirs={() => showTheirs(theirs)}
        />
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t pt-4">
        <Button onClick={onCancel}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t(from.record ? `${of.words}.save` : `${of.words}.create`)}
        </Button>
      </div>
    </form>
  );
}

interface TextFieldProps {
  form: Pick<FormState<unknown, unknown>, "named" | "onName" | "faultOf">;
  label: string;
  help?: string;
}

export function NameField({ form, maxLength = 120, ...field }: TextFieldProps & { maxLength?: number }) {
  return (
    <Field {...field} error={form.faultOf("name")}>
      <Input
        value={form.named.name}
        maxLength={maxLength}
        autoComplete="off"
        onChange={({ target }) => form.onName({ name: target.value })}
      />
    </Field>
  );
}

export function DescriptionField({ form, rows, ...field }: TextFieldProps & { rows: number }) {
  return (
    <Field {...field} error={form.faultOf("description")} optional>
      <Textarea
        value={form.named.description}
        rows={rows}
        maxLength={2000}
        onChange={({ target }) => form.onName({ description: target.value })}
      />
    </Field>
  );
}
