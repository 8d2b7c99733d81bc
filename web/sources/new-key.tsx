import { ShieldAlert } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { DAY } from "../../contracts/words/durations.ts";
import { type Permission, permissionNames, takesTheWhole } from "../../contracts/words/permissions.ts";
import { useTranslation } from "../i18n/words.ts";
import { listQueries } from "../records/queries.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Select } from "../ui/select.tsx";
import { ScopeField } from "../units/units.ts";
import { FirstEvent } from "./first-event.tsx";
import { fillExamples } from "./made-key.ts";
import { ReadSnippet, SendSnippets } from "./snippets.tsx";

type Kind = "write" | "api";
/** What keys are mostly made for; `own` is chosen scope by scope. */
const uses = ["read", "build", "all", "own"] as const;
const readsNumbers: readonly Permission[] = [
  ...(["workspace:read", "units:read", "segments:read", "personas:read", "touchpoints:read"] as const),
  ...(["questions:read", "annotations:read", "journeys:read", "metrics:read", "overview:read"] as const),
];
const buildsMaps: readonly Permission[] = [
  ...readsNumbers,
  ...(["touchpoints:edit", "journeys:edit", "segments:edit", "personas:edit", "annotations:edit"] as const),
];
const scopesFor: Record<Exclude<(typeof uses)[number], "own">, (name: Permission) => boolean> = {
  read: (name) => readsNumbers.includes(name),
  build: (name) => buildsMaps.includes(name),
  all: () => true,
};
const lifetimes = ["never", "30", "90", "365"] as const;

/** Creates a key, then shows its secret the one time it can be seen. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<{ kind: Kind; name: string; secret: string } | null>(null);
  return made ? <Secret {...made} onClose={onClose} /> : <KeyForm onClose={onClose} onMade={setMade} />;
}

interface KeyFormProps {
  onClose: () => void;
  onMade: (made: { kind: Kind; name: string; secret: string }) => void;
}

function KeyForm({ onClose, onMade }: KeyFormProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const mine = permissionNames.filter(can);
  const [units, setUnits] = useState<string[] | null>(null);
  const [kind, setKind] = useState<Kind>("write");
  const [life, setLife] = useState<(typeof lifetimes)[number]>("never");
  const [use, setUse] = useState<(typeof uses)[number]>("read");
  const [scopes, setScopes] = useState<ReadonlySet<Permission>>(new Set(mine.filter(scopesFor.read)));
  const [isTest, setTest] = useState(false);
  const [noScope, setNoScope] = useState(false);
  // What cannot be cut by units is nothing for a key that sees some of them.
  const offered = units === null ? mine : mine.filter((name) => !takesTheWhole(name));
  const form = useForm({ defaultValues: { name: "" } });
  const { problem, busy, onSubmit } = useSubmit(form, async ({ name }) => {
    const chosen = offered.filter((name) => scopes.has(name));
    setNoScope(kind === "api" && chosen.length === 0);
    if (kind === "api" && (chosen.length === 0 || units?.length === 0)) return;
    const expiresAt = life === "never" ? undefined : new Date(Date.now() + Number(life) * DAY).toISOString();
    const { secret } = await request("POST /api/v1/keys", {
      body: { name, kind, isTest, expiresAt, ...(kind === "api" ? { scopes: chosen, units } : {}) },
    });
    if (kind === "write") fillExamples(secret);
    await listQueries("keys").changed();
    onMade({ kind, name, secret });
  });
  const toggle = (name: Permission, on: boolean) => {
    const next = new Set(scopes);
    if (on) next.add(name);
    else next.delete(name);
    setScopes(next);
    setUse("own");
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("data.keys.create")}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" busy={busy} type="submit" form="new-key">
            {t("data.keys.createAct")}
          </Button>
        </>
      }
    >
      <form id="new-key" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <div className="flex flex-col items-start gap-1.5">
          <Segmented<Kind>
            label={t("data.keys.kind")}
            value={kind}
            onChange={setKind}
            options={(["write", "api"] as const).map((value) => ({ value, label: t(`data.keys.kinds.${value}`) }))}
          />
          <p className="text-muted text-sm">{t(`data.keys.kindHelp.${kind}`)}</p>
        </div>
        <Field label={t("data.keys.name")} help={t("data.keys.nameHelp")} error={form.formState.errors.name?.message}>
          <Input
            autoFocus
            autoComplete="off"
            maxLength={80}
            {...form.register("name", { validate: (name) => name.trim() !== "" || t("data.keys.nameMissing") })}
          />
        </Field>
        <Field label={t("data.keys.expires")}>
          <Select
            value={life}
            onChange={setLife}
            options={lifetimes.map((value) => ({ value, label: t(`data.keys.life.${value}`) }))}
          />
        </Field>
        <div>
          <Checkbox label={t("data.keys.test")} checked={isTest} onChange={setTest} />
          <p className="ms-6 text-faint text-xs">{t("data.keys.testHelp")}</p>
        </div>
        {kind === "api" && can("units:read") ? (
          <ScopeField value={units} onChange={setUnits} wasSent={form.formState.isSubmitted} />
        ) : null}
        {kind === "api" ? (
          <fieldset>
            <legend className="mb-1.5 font-medium text-sm">{t("data.keys.scopes")}</legend>
            <div className="mb-2 max-w-full overflow-x-auto">
              <Segmented
                label={t("data.keys.use")}
                value={use}
                onChange={(next) => {
                  setUse(next);
                  if (next !== "own") setScopes(new Set(mine.filter(scopesFor[next])));
                }}
                options={uses.map((value) => ({ value, label: t(`data.keys.uses.${value}`) }))}
              />
            </div>
            <p className="mb-2 text-faint text-xs">{t("data.keys.scopesHelp")}</p>
            {noScope ? (
              <p role="alert" className="mb-2 text-negative text-sm">
                {t("data.keys.scopeMissing")}
              </p>
            ) : null}
            <div className="grid gap-x-4 sm:grid-cols-2">
              {offered.map((name) => (
                <Checkbox key={name} label={name} checked={scopes.has(name)} onChange={(on) => toggle(name, on)} />
              ))}
            </div>
          </fieldset>
        ) : null}
      </form>
    </Dialog>
  );
}

function Secret({ kind, name, secret, onClose }: { kind: Kind; name: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={t("data.keys.made", { name })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("data.keys.stored")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm">
          <ShieldAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
          {t("data.keys.once")}
        </p>
        <CopyField label={t(`data.keys.kinds.${kind}`)} value={secret} />
        {kind === "write" ? <SendSnippets /> : <ReadSnippet secret={secret} />}
        {kind === "write" && can("events:read") ? <FirstEvent /> : null}
      </div>
    </Dialog>
  );
}
