/** Nothing came back from the server: the only error that is the connection's. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super("The server did not answer.", { cause });
    this.name = "Unreachable";
  }
}

/** The platform's `fetch`; rejects with `Unreachable`, or with the signal's reason. */
export const reach: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (error) {
    init?.signal?.throwIfAborted();
    throw new Unreachable(error);
  }
};
