import type { SingleBar } from "cli-progress";

/** Progress of long work on stderr: a bar where a person watches, now and then a line anywhere else. */
export interface Progress {
  /** `total` is null while it is not known. */
  at(value: number, total: number | null): void;
  /** Ends this stage and begins the next. */
  stage(name: string): void;
  stop(): void;
}

const LINE_EVERY_MS = 5000;

export async function showProgress(unit: string): Promise<Progress> {
  return process.stderr.isTTY ? bars(unit) : lines(unit);
}

async function bars(unit: string): Promise<Progress> {
  const { default: cliProgress } = await import("cli-progress");
  let name = "";
  let bar: SingleBar | undefined;
  let began = 0;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    at(value, total) {
      if (!bar) {
        const share = total === null ? "{value}" : "[{bar}] {percentage}% {value}/{total}";
        const left = total === null ? "" : " {eta_formatted} left";
        const format = `${name} ${share} ${unit} {rate}/s${left}`;
        bar = new cliProgress.SingleBar({ format, stream: process.stderr, hideCursor: true, fps: 5, etaBuffer: 30 });
        bar.start(total ?? value, value, { rate: 0 });
        began = performance.now();
      }
      const seconds = (performance.now() - began) / 1000;
      if (total !== null) bar.setTotal(total);
      bar.update(value, { rate: Math.round(value / Math.max(seconds, 0.001)) });
    },
    stage(next) {
      stop();
      name = next;
    },
    stop,
  };
}

function lines(unit: string): Progress {
  let name = "";
  let said = performance.now();
  return {
    at(value, total) {
      if (performance.now() - said < LINE_EVERY_MS && value !== total) return;
      said = performance.now();
      console.error(`${name}: ${value}${total === null ? "" : ` of ${total}`} ${unit}`);
    },
    stage(next) {
      name = next;
      console.error(name);
    },
    stop: () => undefined,
  };
}
