import { useTranslation } from "react-i18next";
import type { Naming } from "../../contracts/explore.ts";
import { ChoiceToken } from "./token.tsx";

interface NamingTokenProps {
  naming: Naming;
  onChange: (naming: Naming) => void;
}

/** By what events are called: rules of its own that came with the link stay until another is chosen. */
export function NamingToken({ naming, onChange }: NamingTokenProps) {
  const { t } = useTranslation();
  const choices = [...(["event", "touchpoint"] as const), ...(naming.by === "rules" ? (["rules"] as const) : [])];
  return (
    <ChoiceToken
      label={t("explore.naming")}
      value={naming.by}
      onChange={(by) => {
        if (by !== "rules") onChange({ by });
      }}
      options={choices.map((value) => ({
        value,
        label: t(`explore.naming_${value}`),
        hint: t(`explore.namingHint_${value}`),
      }))}
    />
  );
}
