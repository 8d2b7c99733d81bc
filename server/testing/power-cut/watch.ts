import fs, { type PathLike } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join, resolve } from "node:path";
import { isMainThread } from "node:worker_threads";
import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { Disk, type Random } from "./disk.ts";

const { closeSync, copyFileSync, existsSync, fstatSync, mkdirSync, readdirSync, renameSync } = fs;

/** Where and when the power is cut. */
export interface Cuts {
  /** The folder taken for a disk. */
  root: string;
  /** Where is kept what of it is durable; `acknowledged` in it is copied with every image. */
  state: string;
  /** Where the images are put: `0/disk`, `0/acknowledged`, `1/disk` and so on. */
  images: string;
  seed: number;
  /** The power fails at one of so many changes and syncs, again and again. */
  every: number;
  most: number;
  /** Only when a checkpoint syncs tables that it has written, counting these syncs. */
  inCheckpoints?: boolean;
  /** Also keeps the disk as a process that was killed leaves it: `0/live`. */
  keepLive?: boolean;
}

interface Watch {
  /** Writes what would be left if the power failed now, all of it lost that was not synced. */
  cut(): void;
  end(): void;
}

/**
 * Watches what this thread does to files through `node:fs`, and writes what would be left of them if the power failed, before
 * changes and syncs that a seed has chosen. Nothing is really synced meanwhile, here or elsewhere, which would only take time.
 */
export function watchThread(cuts: Cuts | null): Watch {
  const disk = cuts && new Disk(cuts.root, cuts.state);
  const source = xoroshiro128plus(cuts ? cuts.seed * 1000 + 2 * countImages(cuts.images) + Number(isMainThread) : 0);
  const random = () => uniformFloat32(source);
  const opened = new Map<number, { path: string; inode: number }>();
  const restore: (() => void)[] = [];

  const draw = () => (cuts ? 1 + Math.floor(random() * cuts.every) : Number.POSITIVE_INFINITY);
  let left = draw();
  const cut = (lots?: Random) => {
    if (!cuts || !disk) return;
    const number = String(countImages(cuts.images));
    const unfinished = join(cuts.images, `${number}.part`);
    mkdirSync(unfinished, { recursive: true });
    disk.image(join(unfinished, "disk"), lots);
    if (cuts.keepLive) fs.cpSync(cuts.root, join(unfinished, "live"), { recursive: true });
    const acknowledged = join(cuts.state, "acknowledged");
    if (existsSync(acknowledged)) copyFileSync(acknowledged, join(unfinished, "acknowledged"));
    renameSync(unfinished, join(cuts.images, number));
  };
  const beforeChange = (synced?: string) => {
    if (!cuts || (cuts.inCheckpoints && !synced?.includes("/base/"))) return;
    left -= 1;
    if (left > 0) return;
    left = draw();
    if (countImages(cuts.images) < cuts.most) cut(random() < 0.5 ? random : undefined);
  };
  const isOnDisk = (path: unknown): path is string => typeof path === "string" && disk?.holds(resolve(path)) === true;

  function replace<Key extends keyof typeof fs>(key: Key, make: (real: (typeof fs)[Key]) => unknown): void {
    const real = fs[key];
    fs[key] = make(real) as (typeof fs)[Key];
    restore.push(() => {
      fs[key] = real;
    });
  }

  for (const key of ["mkdirSync", "renameSync", "rmdirSync", "truncateSync", "unlinkSync", "writeFileSync"] as const)
    replace(key, (real) => (path: PathLike, ...rest: unknown[]) => {
      if (isOnDisk(path)) {
        beforeChange();
        if (key === "truncateSync") disk?.truncated(fs.lstatSync(path).ino);
        // Names are given seldom here, and lost easily.
        if (key === "renameSync" && isMainThread) left = 1;
      }
      return Reflect.apply(real, fs, [path, ...rest]);
    });
  replace("openSync", (real) => (path: PathLike, ...rest: unknown[]) => {
    const descriptor: number = Reflect.apply(real, fs, [path, ...rest]);
    if (isOnDisk(path)) opened.set(descriptor, { path: resolve(path), inode: fstatSync(descriptor).ino });
    return descriptor;
  });
  replace("closeSync", () => (descriptor: number) => {
    opened.delete(descriptor);
    closeSync(descriptor);
  });
  replace(
    "writeSync",
    (real) => (descriptor: number, bytes: Uint8Array, from: number, length: number, offset: number) => {
      const file = opened.get(descriptor);
      if (file) {
        beforeChange();
        disk?.wrote(file.inode, offset, length);
      }
      return Reflect.apply(real, fs, [descriptor, bytes, from, length, offset]);
    },
  );
  replace("ftruncateSync", (real) => (descriptor: number, bytes: number) => {
    const file = opened.get(descriptor);
    if (file) {
      beforeChange();
      disk?.truncated(file.inode);
    }
    return real(descriptor, bytes);
  });
  replace("fsyncSync", () => (descriptor: number) => {
    const file = opened.get(descriptor);
    if (!file) return;
    beforeChange(file.path);
    disk?.synced(file.path, descriptor);
  });

  const { open } = fs.promises;
  fs.promises.open = async (path, ...rest) => {
    const handle = await open(path, ...rest);
    handle.sync = async () => {
      if (!isOnDisk(path)) return;
      beforeChange();
      disk?.synced(resolve(path), handle.fd);
    };
    return handle;
  };
  restore.push(() => {
    fs.promises.open = open;
  });

  syncBuiltinESMExports();
  return {
    cut: () => cut(),
    end() {
      for (const each of restore.splice(0)) each();
      syncBuiltinESMExports();
    },
  };
}

export function countImages(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+$/.test(name)).length : 0;
}
