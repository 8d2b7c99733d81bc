import { cx } from "./class-names.ts";

/** Text as a program reads it. Scrolls inside itself, by keyboard too. */
export function CodeBlock({ label, text, className }: { label: string; text: string; className?: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={cx("overflow-auto p-3", className)}>
      <pre className="text-start font-mono text-xs leading-relaxed">{text}</pre>
    </section>
  );
}
