import type { FastifyReply, FastifyRequest } from "fastify";
import type { ProblemCode } from "../../contracts/problems.ts";
import type { SignInEvent } from "../../contracts/words/sign-ins.ts";
import type { System } from "../platform/context.ts";
import type { Database } from "../platform/db/database.ts";
import { ProblemError } from "../platform/http/problem.ts";
import type { AccessControl } from "./create-access.ts";
import { checkCode } from "./second-factor/second-factor.ts";
import { deviceOf } from "./sessions/sessions.ts";

interface Attempt {
  request: FastifyRequest;
  reply: FastifyReply;
  email: string;
  password: string;
  code?: string | undefined;
}

interface Somebody {
  id: string;
  name: string;
}

/** What the log of sign-ins says of what is refused. That a code is asked for is no failure. */
const failures: Partial<Record<ProblemCode, SignInEvent>> = {
  wrong_credentials: "wrong_password",
  wrong_code: "wrong_code",
  code_used: "code_used",
  codes_locked: "codes_locked",
};

/**
 * Signs somebody in and writes down how it went. `note` belongs to the same transaction as the entry: without them there is no
 * session.
 * @throws 401 `wrong_credentials`, `second_factor_needed`, 400 `wrong_code`, `code_used`, 429 `codes_locked`
 */
export async function signIn(
  { authentication, signIns, seal }: AccessControl,
  system: System,
  { request, reply, email, password, code }: Attempt,
  note: (db: Database, user: Somebody) => Promise<void> = async () => undefined,
): Promise<Somebody> {
  const device = deviceOf(request);
  try {
    return await authentication.signIn(request, reply, email, password, async (user) => {
      const passed = await checkCode(system, seal, user.id, code);
      await system.db.transaction(async (db) => {
        await passed.spend(db);
        await signIns.write(db, user.id, passed.event, device);
        await note(db, user);
      });
    });
  } catch (error) {
    const failure = error instanceof ProblemError ? failures[error.code] : undefined;
    if (failure) signIns.failed(email, failure, device);
    throw error;
  }
}
