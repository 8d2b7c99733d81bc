/** The currency of amounts that name none. */
export const USUAL_CURRENCY = "EUR";
