import type { Reporter, TestModule } from "vitest/node";

const SHOWN = 10;

/** Says at the end of a run which files took longest, loading included. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const timed = modules.map((module) => {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      const seconds = (collectDuration + setupDuration + duration) / 1000;
      return { name: `${module.project.name} ${module.relativeModuleId}`, seconds };
    });
    timed.sort((a, b) => b.seconds - a.seconds);
    const lines = timed.slice(0, SHOWN).map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
    console.info(`\nThe slowest files:\n${lines.join("\n")}`);
  }
}
