import { type FormEvent, useRef, useState } from "react";
import { faultsOf } from "../session/faults.ts";

type Texts<Name extends string> = Record<Name, string>;

interface ShortForm<Name extends string> {
  /** What the input of a field is given. */
  field: (name: Name) => { name: Name; onChange: () => void };
  /** What is wrong, by field. */
  faults: Partial<Texts<Name>>;
  /** What is wrong with none of them. */
  problem: unknown;
  busy: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * A form of a few texts before the door, where a library for forms would outweigh the page. `rules` says of each field what is
 * wrong with a text, in words; faults that the server finds are shown in the same place.
 */
export function useShortForm<Name extends string>(
  rules: Record<Name, (text: string) => string | undefined>,
  send: (texts: Texts<Name>) => Promise<void>,
): ShortForm<Name> {
  const names = Object.keys(rules) as Name[];
  const [faults, setFaults] = useState<Partial<Texts<Name>>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function show(found: Partial<Texts<Name>>): boolean {
    setFaults(found);
    const first = names.find((name) => found[name]);
    if (first) form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
    return first !== undefined;
  }

  async function submit(): Promise<void> {
    if (!form.current) return;
    const given = new FormData(form.current);
    const texts = Object.fromEntries(names.map((name) => [name, String(given.get(name) ?? "")])) as Texts<Name>;
    setProblem(null);
    const found = names.map((name) => [name, rules[name](texts[name])] as const).filter(([, fault]) => fault);
    if (show(Object.fromEntries(found) as Partial<Texts<Name>>)) return;
    setBusy(true);
    try {
      await send(texts);
    } catch (error) {
      if (!show(faultsOf(error, names))) setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return {
    field: (name) => ({
      name,
      onChange: () => setFaults(({ [name]: _mended, ...rest }) => rest as Partial<Texts<Name>>),
    }),
    faults,
    problem,
    busy,
    onSubmit(event) {
      event.preventDefault();
      form.current = event.currentTarget;
      if (!busy) void submit();
    },
  };
}
