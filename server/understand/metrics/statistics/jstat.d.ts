/** The part of jStat that is used here; the package brings no types. */
declare module "jstat" {
  interface Distribution {
    /** Quantile of the probability for the given degrees of freedom. */
    inv(probability: number, degreesOfFreedom: number): number;
    /** Probability of at most that value. */
    cdf(value: number, degreesOfFreedom: number): number;
  }
  interface Normal {
    /** Probability of at most that value. */
    cdf(value: number, mean: number, deviation: number): number;
  }
  const library: { jStat: { studentt: Distribution; chisquare: Distribution; normal: Normal } };
  export default library;
}
