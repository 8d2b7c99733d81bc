import type { Page, Shown, SurveyDefinition } from "../definition.ts";
import type { Fields } from "./fields.ts";
import { type Finding, finding } from "./finding.ts";
import { type Chances, chancesOf } from "./may-hold.ts";
import { type PagePlace, pagesOf } from "./outline.ts";

/** Where ways may lead: every page must be one that somebody can come to, and every way must end. */
export function checkWays(definition: SurveyDefinition, fields: Fields): Finding[] {
  const ways = new Ways(definition, fields);
  return [...ways.checkJumps(), ...ways.checkReach()];
}

class Ways {
  private readonly definition: SurveyDefinition;
  private readonly fields: Fields;
  private readonly pages: PagePlace[];

  constructor(definition: SurveyDefinition, fields: Fields) {
    this.definition = definition;
    this.fields = fields;
    this.pages = pagesOf(definition);
  }

  /** Steps that lead nowhere, back, or into the middle of a repeated block. */
  checkJumps(): Finding[] {
    return this.pages.flatMap(({ path, page, block }, index) =>
      (page.after ?? []).flatMap((step, number): Finding[] => {
        if (!("jump" in step)) return [];
        const place = `${path}.after.${number}.jump`;
        const target = this.indexOf(step.jump);
        if (target === undefined) return [finding(place, "unknown_reference", { name: step.jump })];
        if (target <= index) return [finding(place, "jumps_back", { from: page.id, target: step.jump })];
        const into = this.pages[target];
        const isInside = into?.page.id === step.jump && into.block.repeat && into.block !== block;
        return isInside ? [finding(place, "jumps_into_repeat", { target: step.jump, block: into.block.id })] : [];
      }),
    );
  }

  /** The page that a step leads to, by the id of it or of its block. */
  private indexOf(target: string): number | undefined {
    const index = this.pages.findIndex(
      ({ page, block }) => page.id === target || (block.id === target && block.pages[0] === page),
    );
    return index < 0 ? undefined : index;
  }

  checkReach(): Finding[] {
    const { reached, endings, mayRunOut } = this.follow();
    const found = this.pages.flatMap(({ path, page }, index): Finding[] => {
      if (!reached.has(index)) return [finding(path, "unreachable", { id: page.id })];
      return [];
    });
    const { definition } = this;
    let mayFindNone = mayRunOut;
    for (const ending of definition.endings) {
      const { mayHold, mayFail } = ending.when ? this.chances(ending.when) : { mayHold: true, mayFail: false };
      if (mayFindNone && mayHold) endings.add(ending.id);
      if (!mayFail) mayFindNone = false;
    }
    for (const { ending } of definition.quotas ?? []) endings.add(ending);
    if (mayFindNone) found.push(finding("endings", "no_ending"));
    for (const [index, { id }] of definition.endings.entries())
      if (!endings.has(id)) found.push(finding(`endings.${index}`, "unreachable", { id }));
    return found;
  }

  /** Goes every way at once: pages that somebody comes to, endings that steps lead to, and whether somebody runs out of pages. */
  private follow() {
    const reached = new Set<number>();
    const endings = new Set<string>();
    const arrives = new Set([0]);
    // Steps lead forward only, so one pass in order sees all ways.
    for (const [index, { page, block }] of this.pages.entries()) {
      if (!arrives.has(index)) continue;
      reached.add(index);
      // A page, or all questions of it, may be passed over; so may a block, and one for each of a list that is empty.
      if (this.mayPassOver(page)) arrives.add(index + 1);
      if (block.repeat !== undefined || this.mayHide(block))
        arrives.add(this.pages.findLastIndex((each) => each.block === block) + 1);
      if (!this.follows(page, arrives, endings)) arrives.add(index + 1);
    }
    return { reached, endings, mayRunOut: arrives.has(this.pages.length) };
  }

  /** Notes where the steps of a page lead; true when none goes just on. */
  private follows(page: Page, arrives: Set<number>, endings: Set<string>): boolean {
    for (const step of page.after ?? []) {
      if (!("jump" in step || "end" in step)) continue;
      const { mayHold, mayFail } = step.when ? this.chances(step.when) : { mayHold: true, mayFail: false };
      if (mayHold && "jump" in step) arrives.add(this.indexOf(step.jump) ?? 0);
      if (mayHold && "end" in step) endings.add(step.end);
      if (!mayFail) return true;
    }
    return false;
  }

  private mayPassOver(page: Page): boolean {
    return this.mayHide(page) || page.questions.every((question) => this.mayHide(question));
  }

  private mayHide({ show, skip }: Shown): boolean {
    return (show !== undefined && this.chances(show).mayFail) || (skip !== undefined && this.chances(skip).mayHold);
  }

  private chances(when: NonNullable<Shown["show"]>): Chances {
    return chancesOf(when, this.fields);
  }
}
