import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { choose, type Figures, type Moved, sampleOf } from "../../metrics/metrics.ts";
import { findChange, type Looked } from "./find-change.ts";
import { findSource, measure } from "./find-source.ts";

const generator = xoroshiro128plus(20_260_617);
const random = () => uniformFloat32(generator);
const RUNS = 400;
/** What is spoken where there is nothing to say. */
const MOST_SPOKEN = 0.05 * RUNS;

/** What one person said at one place: all of it out of one mood, as it is with people. */
interface Said {
  nps: number;
  satisfaction: number;
  effort: number;
  place: number;
}

const nps = choose({ metric: "nps" }, "");
const csat = choose({ metric: "csat", variant: "mean" }, "");
const share = choose({ metric: "csat" }, "");
const ces = choose({ metric: "ces" }, "");

function sayings(count: number, places: number): Said[] {
  return Array.from({ length: count }, () => {
    const mood = (random() + random()) / 2;
    const rounded = (low: number, high: number) =>
      Math.max(low, Math.min(high, Math.round(low + (mood + (random() - 0.5) / 2) * (high - low))));
    return {
      nps: rounded(0, 10),
      satisfaction: rounded(1, 5),
      effort: rounded(1, 7),
      place: Math.floor(random() * places),
    };
  });
}

function npsOf(all: readonly Said[]): Figures {
  const promoters = all.filter((each) => each.nps >= 9).length;
  const detractors = all.filter((each) => each.nps <= 6).length;
  return { promoters, detractors, passives: all.length - promoters - detractors };
}

function meanOf(all: readonly Said[], which: "satisfaction" | "effort"): Figures {
  return { ...sampleOf(all.map((each) => each[which])) };
}

function shareOf(all: readonly Said[]): Figures {
  return { hits: all.filter((each) => each.satisfaction >= 4).length, n: all.length };
}

function looked(now: readonly Said[], before: readonly Said[], isPart: boolean): Looked[] {
  const moved = (figures: (all: readonly Said[]) => Figures): Moved => ({
    now: figures(now),
    before: figures(before),
    people: 0,
  });
  return [
    { chosen: nps, ...measure(nps, moved(npsOf)), isPart },
    {
      chosen: csat,
      ...measure(
        csat,
        moved((all) => meanOf(all, "satisfaction")),
      ),
      isPart,
    },
    { chosen: share, ...measure(share, moved(shareOf)), isPart },
    {
      chosen: ces,
      ...measure(
        ces,
        moved((all) => meanOf(all, "effort")),
      ),
      isPart,
    },
  ];
}

/** Whoever said it, at whatever place: it says nothing of when. */
function spoken(count: number): number {
  const runs = Array.from({ length: RUNS }, () => {
    const places = Array.from({ length: 6 }, (_, index) => index);
    const all = sayings(count, places.length);
    const [now, before] = [all.slice(0, count / 2), all.slice(count / 2)];
    const ofPlace = (place: number) => [now, before].map((each) => each.filter((said) => said.place === place));
    const numbers = places.flatMap((place) => {
      const [then = [], earlier = []] = ofPlace(place);
      return looked(then, earlier, true);
    });
    return findChange([...looked(now, before, false), ...numbers]);
  });
  return runs.filter(({ change }) => change !== null).length;
}

describe("where only chance is at work", () => {
  it("a sentence is spoken in at most one of twenty cases, of few answers and of many", () => {
    expect(spoken(400)).toBeLessThanOrEqual(MOST_SPOKEN);
    expect(spoken(3000)).toBeLessThanOrEqual(MOST_SPOKEN);
  });

  it("a group is named in at most one of twenty, although the whole fell", () => {
    let named = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const before = sayings(1200, 6);
      const now = sayings(1200, 6).map((said) => (random() < 0.3 ? { ...said, nps: Math.max(0, said.nps - 4) } : said));
      const parts = Array.from({ length: 6 }, (_, place) => ({
        by: "channel",
        group: String(place),
        now: npsOf(now.filter((said) => said.place === place)),
        before: npsOf(before.filter((said) => said.place === place)),
        people: 0,
      }));
      if (findSource(nps, { now: npsOf(now), before: npsOf(before), people: 0 }, parts, 0)) named += 1;
    }
    expect(named).toBeLessThanOrEqual(MOST_SPOKEN);
  });
});

describe("what is spoken of", () => {
  const sides = (promoters: number, passives: number, detractors: number) => ({ promoters, passives, detractors });
  const number = (now: Figures, before: Figures, isPart = false): Looked => ({
    chosen: nps,
    ...measure(nps, { now, before, people: 0 }),
    isPart,
  });

  it("is the largest change, of everybody before that of a place", () => {
    const fell = number(sides(400, 200, 400), sides(600, 200, 200));
    const fellFar = number(sides(100, 0, 900), sides(900, 0, 100), true);
    const rose = number(sides(500, 200, 300), sides(400, 200, 400));
    const { change, ...counts } = findChange([rose, fellFar, fell]);
    expect(change).toMatchObject({ comparison: { delta: -40 }, isPart: false });
    expect(counts).toEqual({ compared: 3, changed: 3, tooFew: 0 });
    expect(findChange([fellFar]).change).toMatchObject({ comparison: { delta: -160 } });
  });

  it("is neither what few said nor a small change, however sure", () => {
    const few = number(sides(0, 0, 29), sides(29, 0, 0));
    const small = number(sides(510_000, 200_000, 290_000), sides(500_000, 200_000, 300_000));
    expect(findChange([few, small])).toEqual({ change: null, compared: 1, changed: 0, tooFew: 1 });
  });

  it("comes from the group that changed, by Kitagawa's share of it", () => {
    const whole = { now: sides(350, 200, 450), before: sides(500, 200, 300), people: 0 };
    const part = (group: string, now: Figures, before: Figures) => ({ by: "channel", group, now, before, people: 0 });
    const found = findSource(
      nps,
      whole,
      [
        part("web", sides(320, 100, 180), sides(330, 100, 170)),
        part("phone", sides(30, 100, 270), sides(170, 100, 130)),
        part("kiosk", sides(0, 0, 20), sides(20, 0, 0)),
      ],
      0.25,
    );
    // Of 400 in 1,000, from +10 to −60.
    expect(found).toMatchObject({
      group: "phone",
      amount: expect.closeTo(-28, 9),
      share: expect.closeTo(28 / 30, 9),
    });
    expect(findSource(nps, whole, [part("phone", sides(30, 100, 270), sides(170, 100, 130))], 0.95)).toBeNull();
  });
});
