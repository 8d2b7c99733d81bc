import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the costs OWASP gives as the smallest: 19 MiB, two passes. About 0.1 s of one core. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, COSTS);
}

export function verifyPassword({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> {
  return verify(stored, password);
}
