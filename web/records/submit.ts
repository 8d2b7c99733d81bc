import { useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { faultsOf } from "../session/faults.ts";

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
  const faults = Object.entries(faultsOf(error, Object.keys(form.getValues())));
  for (const [index, [name, reason]] of faults.entries())
    form.setError(name as Path<V>, { message: String(reason) }, { shouldFocus: index === 0 });
  return faults.length > 0;
}
