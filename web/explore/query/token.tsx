import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { cx } from "../../ui/class-names.ts";
import { Menu, MenuChoice } from "../../ui/menu.tsx";
import { Popover } from "../../ui/popover.tsx";
import type { Option } from "../../ui/select.tsx";

const tokenClass =
  "inline-flex min-h-7 max-w-full items-center gap-1 rounded-md border border-line bg-surface px-2 py-0.5 text-start align-middle " +
  "font-medium text-ink text-sm transition-colors hover:bg-hover data-popup-open:bg-hover max-sm:min-h-9";

interface TokenProps {
  /** What is chosen, as it reads in the sentence. */
  words: string;
  /** What is chosen here: the accessible name begins with it. */
  label: string;
  /** Nothing is chosen yet. */
  isOpen?: boolean;
  /** Something that may be added, and mostly is not. */
  isQuiet?: boolean;
}

/** A word of the query that can be exchanged in place: one of a few. */
export function ChoiceToken<V extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly Option<V>[];
}) {
  const words = options.find((option) => option.value === value)?.label ?? value;
  return (
    <Menu trigger={<TokenButton words={words} label={label} />}>
      <MenuChoice<V> label={label} value={value} onChange={onChange} options={options} />
    </Menu>
  );
}

/** A word of the query with a small form behind it, which is given a way to close. */
export function FormToken({
  className,
  children,
  ...token
}: TokenProps & { className?: string; children: (close: () => void) => ReactNode }) {
  const [isShown, setShown] = useState(false);
  return (
    <Popover
      open={isShown}
      onOpenChange={setShown}
      label={token.label}
      {...(className ? { className } : {})}
      trigger={<TokenButton {...token} />}
    >
      {children(() => setShown(false))}
    </Popover>
  );
}

function TokenButton({ words, label, isOpen, isQuiet, ...rest }: TokenProps & Record<string, unknown>) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={`${label}: ${words}`}
      className={cx(
        tokenClass,
        isOpen === true && "border-edge border-dashed text-muted",
        isQuiet === true && "border-transparent! bg-transparent! font-normal text-faint! hover:bg-hover!",
      )}
    >
      <span className="min-w-0 break-words">{words}</span>
      <ChevronDown className="size-3 shrink-0 text-faint" aria-hidden />
    </button>
  );
}
