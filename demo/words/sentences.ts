/** Why somebody writes what they write: the score follows from the same cause. */
export type Cause =
  | "search_good"
  | "search_bad"
  | "checkout_good"
  | "checkout_mixed"
  | "checkout_mobile"
  | "checkout_failed"
  | "delivery_good"
  | "delivery_mixed"
  | "delivery_late"
  | "delivery_damaged"
  | "support_good"
  | "support_slow"
  | "support_unsolved"
  | "phone_wait"
  | "opening_good"
  | "opening_bad"
  | "shop_high"
  | "shop_mid"
  | "shop_low"
  | "shop_late"
  | "bank_high"
  | "bank_mid"
  | "bank_low"
  | "bank_wait";

/** Sentences with `[this|or that]` choices and `{slots}` to fill. */
export type Sentences = Readonly<Record<Cause, readonly string[]>>;
