import { DAY } from "../../../contracts/words/durations.ts";
import { happened } from "../../log/events/events.ts";
import type { Context } from "../../platform/context.ts";

const LOOK_BACK_DAYS = 90;

/** Events that are recent enough to be offered; a clock that is ahead puts some into tomorrow. */
export function happenedLately(ctx: Context) {
  const now = ctx.now().getTime();
  return happened(new Date(now - LOOK_BACK_DAYS * DAY), new Date(now + DAY));
}
