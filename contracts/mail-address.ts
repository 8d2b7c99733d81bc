/** An address as people write it, with letters of any script. Quoted local parts and addresses in numbers are not taken. */
export const MAIL_ADDRESS =
  /^(?!\.)(?!.*\.\.)[^\s\p{Cc}\p{Cf}\p{Z}"(),:;<>@[\\\]]{1,64}(?<!\.)@(?=.{1,190}$)[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)+$/u;
