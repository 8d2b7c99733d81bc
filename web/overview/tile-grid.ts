import type { Tile } from "../../contracts/understand/overview.ts";

/** Four columns on a desk, two on a tablet, one on a phone. Every tile fills its row's height. */
export const gridClass = "grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-4 [&>*]:min-w-0 [&>*]:grid";

const widths: Record<Tile["width"], string> = {
  1: "",
  2: "sm:col-span-2",
  3: "sm:col-span-2 xl:col-span-3",
  4: "sm:col-span-2 xl:col-span-4",
};

export function widthClass(width: Tile["width"]): string {
  return widths[width];
}
