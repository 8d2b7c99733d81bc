/** Mirrors what the server asks for, so that one learns it before sending. */
export const leastPassword = 10;
