/** The currency of a workspace that was not told another. */
export const USUAL_CURRENCY = "EUR";
