import { useTranslation } from "../i18n/words.ts";
import { Menu, MenuChecks, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import type { Opened } from "../ui/on-demand.tsx";

export interface ColumnMenuProps extends Opened {
  columns: readonly { key: string; header: string }[];
  shown: readonly string[];
  /** Undefined for the usual ones. */
  onChange: (shown: readonly string[] | undefined) => void;
}

/** Which columns a list shows. */
export function ColumnMenu({ trigger, columns, shown, onChange }: ColumnMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu defaultOpen align="end" trigger={trigger}>
      <MenuChecks
        label={t("records.columns")}
        options={columns.map(({ key, header }) => ({ value: key, label: header }))}
        values={shown}
        onChange={onChange}
      />
      <MenuSeparator />
      <MenuItem onSelect={() => onChange(undefined)}>{t("records.usualColumns")}</MenuItem>
    </Menu>
  );
}
