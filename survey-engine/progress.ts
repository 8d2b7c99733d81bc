import { splitPath } from "../contracts/words/fields.ts";
import { partsOf } from "../rules/parts-of.ts";
import type { Block, Page, Shown, When } from "./definition.ts";
import { isAsked } from "./questions.ts";
import { isTrue } from "./read-field.ts";
import { itemsOf } from "./repeat.ts";
import type { Sitting } from "./sitting.ts";
import type { Stop, Way } from "./walk.ts";

/**
 * How far somebody has come. It is honest: never is more left than is said, and it never goes back while they go on; what turns out
 * not to be asked makes it jump ahead.
 */
export interface Progress {
  /** Questions on the pages that were left. */
  passed: number;
  /** The most that there may be in all. */
  most: number;
  /** From 0 to 1. */
  fraction: number;
}

/** Of a way that was followed up to the page that is seen. */
export function progressOf(sitting: Sitting, way: Way): Progress {
  const current = way.stops.at(-1);
  if (!current || way.ending) return { passed: 0, most: 0, fraction: way.ending ? 1 : 0 };
  const passed = way.stops.slice(0, -1).reduce((sum, { questions }) => sum + questions.filter(isAsked).length, 0);
  const most = passed + new Ahead(sitting, way, current).questions();
  return { passed, most, fraction: most === 0 ? 0 : passed / most };
}

/** What may still be asked on a page and behind it, by what can no longer change. */
class Ahead {
  private readonly sitting: Sitting;
  private readonly way: Way;
  private readonly current: Stop;
  /** Pages that lie behind whoever sees the current one. */
  private readonly passed = new Set<Page>();

  constructor(sitting: Sitting, way: Way, current: Stop) {
    this.sitting = sitting;
    this.way = way;
    this.current = current;
    for (const page of sitting.definition.blocks.flatMap(({ pages }) => pages)) {
      if (page === current.page) break;
      this.passed.add(page);
    }
  }

  questions(): number {
    const { block, page, item } = this.current;
    const { blocks } = this.sitting.definition;
    const items = itemsOf(this.sitting, this.way.moment, block);
    const turnsLeft = items.length - 1 - items.findIndex((each) => each?.key === item?.key);
    const here = this.of(block.pages.slice(block.pages.indexOf(page))) + turnsLeft * this.of(block.pages);
    const later = blocks.slice(blocks.indexOf(block) + 1);
    return later.reduce((sum, each) => sum + this.turns(each) * this.of(each.pages), here);
  }

  private of(pages: readonly Page[]): number {
    return pages
      .filter((page) => this.mayShow(page))
      .flatMap(({ questions }) => questions)
      .filter((question) => isAsked(question) && this.mayShow(question)).length;
  }

  private turns(block: Block): number {
    if (!this.mayShow(block)) return 0;
    if (!block.repeat) return 1;
    const isKnown = this.isDecided({ field: block.repeat.over, op: "exists" });
    return isKnown ? itemsOf(this.sitting, this.way.moment, block).length : block.repeat.most;
  }

  private mayShow({ show, skip }: Shown): boolean {
    const isSo = (when: When) => isTrue(this.sitting, this.way.moment, when);
    return (!show || !this.isDecided(show) || isSo(show)) && !(skip && this.isDecided(skip) && isSo(skip));
  }

  private isDecided(when: When): boolean {
    return partsOf(when).every((part) => {
      const [root = "", id = ""] = "field" in part ? splitPath(part.field) : [];
      if (root !== "answers") return root === "hidden" || root === "traits" || root === "language";
      const place = this.sitting.places.get(id);
      return place !== undefined && !place.block.repeat && this.passed.has(place.page);
    });
  }
}
