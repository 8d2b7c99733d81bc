import { useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError } from "../../contracts/client.ts";

/**
 * Sends a form: what the server says about a field is shown at that field and focused, anything else is returned as the
 * form's own problem.
 */
export function useSubmit<V extends FieldValues>(form: UseFormReturn<V>, send: (values: V) => Promise<unknown>) {
  const [problem, setProblem] = useState<unknown>(null);
  const onSubmit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await send(values);
    } catch (error) {
      if (!showAtFields(form, error)) setProblem(error);
    }
  });
  return { problem, busy: form.formState.isSubmitting, onSubmit: (event: React.FormEvent) => void onSubmit(event) };
}

function showAtFields<V extends FieldValues>(form: UseFormReturn<V>, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const names = Object.keys(form.getValues());
  const here = (error.problem.fields ?? []).flatMap(({ path, reason }) => {
    const name = names.find((known) => path === known || path.endsWith(`.${known}`) || path.endsWith(`/${known}`));
    return name ? [{ name: name as Path<V>, reason }] : [];
  });
  for (const [at, { name, reason }] of here.entries())
    form.setError(name, { message: reason }, { shouldFocus: at === 0 });
  return here.length > 0;
}
