export { checkCode } from "./check-code.ts";
export {
  beginSecondFactor,
  confirmSecondFactor,
  forgetSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "./set-up.ts";
