/** What a sign-in log can say: how somebody came in, why they did not, and what became of what they come in with. */
export const signInEvents = [
  "signed_in",
  "signed_in_by_code",
  "signed_in_by_recovery_code",
  "wrong_password",
  "wrong_code",
  "code_used",
  "codes_locked",
  "too_many_attempts",
  "reset_asked",
  "password_reset",
  "password_changed",
  "password_link_made",
  "second_factor_on",
  "second_factor_off",
  "recovery_codes_made",
  "second_factor_reset",
] as const;
export type SignInEvent = (typeof signInEvents)[number];

/** Repeats of these within an hour, from one device, are one entry. */
export const signInFailures: readonly SignInEvent[] = [
  "wrong_password",
  "wrong_code",
  "code_used",
  "codes_locked",
  "too_many_attempts",
];
