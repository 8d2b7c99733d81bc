import { type Caller, PASSWORD } from "../../testing/app.ts";
import type { NounExamples } from "../../testing/examples.ts";
import { appCode } from "./second-factor.fixture.ts";

export const secondFactorExamples: NounExamples = {
  audited: ({ t, call }) => {
    const begun = async (viewer: Caller) => {
      const { secret } = await viewer.request("POST /api/v1/me/second-factor", { body: { password: PASSWORD } });
      return { code: await appCode(secret, t.clock.now()) };
    };
    const withCode = async () => {
      const viewer = await t.member("viewer");
      const { recoveryCodes } = await viewer.request("POST /api/v1/me/second-factor/confirmation", {
        body: await begun(viewer),
      });
      return { viewer, proof: { password: PASSWORD, code: recoveryCodes[0] } };
    };
    return {
      beginSecondFactor: async () => call("POST", "me/second-factor", { password: PASSWORD }, await t.member("viewer")),
      confirmSecondFactor: async () => {
        const viewer = await t.member("viewer");
        return call("POST", "me/second-factor/confirmation", await begun(viewer), viewer);
      },
      renewRecoveryCodes: async () => {
        const { viewer, proof } = await withCode();
        return call("POST", "me/second-factor/recovery-codes", proof, viewer);
      },
      removeSecondFactor: async () => {
        const { viewer, proof } = await withCode();
        return call("POST", "me/second-factor/removal", proof, viewer);
      },
    };
  },
};
