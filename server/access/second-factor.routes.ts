import type { FastifyRequest } from "fastify";
import { secondFactorApi } from "../../contracts/access/second-factor.ts";
import type { SignInEvent } from "../../contracts/words/sign-ins.ts";
import type { UserContext } from "../platform/context.ts";
import type { Database } from "../platform/db/database.ts";
import { languageOf } from "../platform/http/language.ts";
import type { Routes } from "../platform/http/routes.ts";
import { SYSTEM_MAIL } from "../platform/mail/mail.ts";
import type { AccessControl } from "./create-access.ts";
import { secondFactorLetter } from "./links/links.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "./second-factor/second-factor.ts";
import { deviceOf } from "./sessions/sessions.ts";
import { PER_ACCOUNT } from "./users/users.ts";

/** The second factor of one's own account. */
export function secondFactorRoutes(routes: Routes, { attempts, mail, seal, signIns }: AccessControl): void {
  const limited = async <T>({ user }: UserContext, attempt: () => Promise<T>): Promise<T> => {
    const done = await attempts.run([{ name: `password ${user.id}`, most: PER_ACCOUNT }], attempt);
    mail.wake();
    return done;
  };
  /** In the log of sign-ins; that one was set up or removed also by mail. */
  const telling =
    ({ user }: UserContext, request: FastifyRequest) =>
    async (db: Database, event: SignInEvent) => {
      await signIns.write(db, user.id, event, deviceOf(request));
      if (event === "recovery_codes_made") return;
      await mail.enqueue(db, {
        ...secondFactorLetter(languageOf(request), user.name, event === "second_factor_on"),
        ...{ workspace: SYSTEM_MAIL, kind: event, urgent: true },
        to: { address: user.email, name: user.name },
      });
    };

  routes.route(secondFactorApi.getSecondFactor, (ctx) => getSecondFactor(ctx));

  routes.route(secondFactorApi.beginSecondFactor, (ctx, { body }) =>
    limited(ctx, () => beginSecondFactor(ctx, seal, body.password)),
  );

  routes.route(secondFactorApi.confirmSecondFactor, (ctx, { body, request }) =>
    limited(ctx, async () => ({
      recoveryCodes: await confirmSecondFactor(ctx, seal, body.code, telling(ctx, request)),
    })),
  );

  routes.route(secondFactorApi.renewRecoveryCodes, (ctx, { body, request }) =>
    limited(ctx, async () => ({ recoveryCodes: await renewRecoveryCodes(ctx, seal, body, telling(ctx, request)) })),
  );

  routes.route(secondFactorApi.removeSecondFactor, (ctx, { body, request }) =>
    limited(ctx, () => removeSecondFactor(ctx, seal, body, telling(ctx, request))),
  );
}
