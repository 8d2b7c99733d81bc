import { ApiError } from "../../contracts/client.ts";
import type { SavedAnswer } from "../../contracts/understand/saved-queries.ts";
import type { AnswerLine, AskedTogetherInput } from "../../contracts/understand/together.ts";
import { requestLines } from "../session/request.ts";

/** As many as one request takes. */
const MOST = 24;

interface Waiting {
  asked: AskedTogetherInput;
  signal: AbortSignal;
  resolve: (answer: SavedAnswer) => void;
  reject: (reason: unknown) => void;
}

/** Gathers what is asked at one moment, as the tiles of a page do, and asks it in one request. Each fails by itself. */
function createAsking(): (asked: AskedTogetherInput, signal: AbortSignal) => Promise<SavedAnswer> {
  let gathered: Waiting[] = [];
  function sendAll(): void {
    const all = gathered.filter(({ signal }) => !signal.aborted);
    gathered = [];
    for (let from = 0; from < all.length; from += MOST) void send(all.slice(from, from + MOST));
  }
  return (asked, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      if (gathered.length === 0) setTimeout(sendAll);
      gathered.push({ asked, signal, resolve, reject });
    });
}

async function send(together: readonly Waiting[]): Promise<void> {
  const controller = new AbortController();
  // The request is of use as long as one of them is waited for.
  for (const { signal } of together)
    signal.addEventListener("abort", () => {
      if (together.every((each) => each.signal.aborted)) controller.abort(signal.reason);
    });
  try {
    const body = { queries: together.map(({ asked }) => asked) };
    for await (const line of requestLines("POST /api/v1/queries", { body, signal: controller.signal })) {
      const answered = line as AnswerLine;
      const waiting = together[answered.index];
      if ("answer" in answered) waiting?.resolve(answered.answer);
      else waiting?.reject(new ApiError(answered.problem));
    }
    throw new TypeError("The answer ended before every query was answered.");
  } catch (error) {
    // Those that have their answer keep it.
    for (const { reject } of together) reject(error);
  }
}

export const askTogether = createAsking();
